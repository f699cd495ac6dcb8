package dev.after4j.example;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the shop; it runs until the process is told to stop. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Reads {@code PORT} and {@code DATABASE} from the environment. */
    public static void main(String[] args) throws Exception {
        try {
            Shop shop = Shop.open(Settings.from(System.getenv()));
            LOG.info("Listening on {}; see {}/activity", shop.address(), shop.address());
            Thread.currentThread().join(); // for ever: a signal stops the shop and ends the process
        } catch (CannotStartException reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        }
    }
}
