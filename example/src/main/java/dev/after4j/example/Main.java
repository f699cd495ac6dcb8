package dev.after4j.example;

import dev.after4j.server.AfterServer;

/** Starts the shop; it runs until the process is told to stop. */
public final class Main {
    private Main() {}

    /** Settings are those of {@link AfterServer}, and {@code DATABASE}, a file without its ending. */
    public static void main(String[] args) {
        try {
            Database database = Database.open(System.getenv().getOrDefault("DATABASE", "data/example"));
            TaskLog taskLog = new TaskLog(database.jdbi());
            Templates templates = AfterServer.isDev(args) ? Templates.reloaded() : Templates.precompiled();
            AfterServer.of(runtime -> Shop.app(database.jdbi(), templates, taskLog, runtime))
                    .runtime(tasks -> tasks.listener(taskLog))
                    .onStopped(database::close) // not earlier: the tasks of the last requests use it
                    .run(args);
        } catch (CannotStartException reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        }
    }
}
