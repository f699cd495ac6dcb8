package dev.after4j.example.orders;

import java.net.UnknownHostException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pretends to send mail, as slowly as real servers take it. Hosts that end with {@code .invalid} do not exist. */
public final class Mailer {
    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    private final Duration delay;

    public Mailer(Duration delay) {
        this.delay = delay;
    }

    void confirm(Order order) throws InterruptedException, UnknownHostException {
        Thread.sleep(delay.toMillis());
        String host = order.email().substring(order.email().indexOf('@') + 1);
        if (host.endsWith(".invalid")) throw new UnknownHostException(host);
        LOG.info("Mail sent to {}", order.email());
    }
}
