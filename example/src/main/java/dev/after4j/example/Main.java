package dev.after4j.example;

import dev.after4j.example.orders.Mailer;
import dev.after4j.example.teas.Moderation;
import dev.after4j.jte.Jte;
import dev.after4j.server.AfterServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Starts the shop; it runs until the process is told to stop. */
public final class Main {
    /** As people and other machines are. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final Path TEMPLATES = Path.of("src/main/jte");

    private Main() {}

    /**
     * Settings are those of {@link AfterServer}, and {@code DATABASE}, a file without its ending, and {@code BASE_URL}, where browsers
     * reach the shop.
     */
    public static void main(String[] args) {
        try {
            Database database = Database.open(System.getenv().getOrDefault("DATABASE", "data/shop"));
            String here = "http://127.0.0.1:" + System.getenv().getOrDefault("PORT", "8080");
            String baseUrl = System.getenv().getOrDefault("BASE_URL", here);
            Jte jte = AfterServer.isDev(args) ? Jte.reloading(templates()) : Jte.precompiled();
            Shop shop = new Shop(database, jte, new Mailer(SLOW), Moderation.taking(SLOW), baseUrl);
            AfterServer.of(shop::app)
                    .runtime(tasks -> tasks.listener(shop.taskLog()))
                    .onStopped(database::close) // not earlier: the tasks of the last requests use it
                    .run(args);
        } catch (CannotStartException reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        }
    }

    /** From the module's folder or the one above. */
    private static Path templates() {
        return Files.isDirectory(TEMPLATES) ? TEMPLATES : Path.of("example").resolve(TEMPLATES);
    }
}
