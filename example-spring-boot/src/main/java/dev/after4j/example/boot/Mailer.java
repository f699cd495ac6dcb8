package dev.after4j.example.boot;

import java.net.UnknownHostException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Pretends to send mail, as slowly as real servers take it. Hosts that end with {@code .invalid} do not exist. */
@Component
class Mailer {
    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    private final Duration delay;

    Mailer(@Value("${shop.mail-delay:2s}") Duration delay) {
        this.delay = delay;
    }

    void confirm(Order order) throws InterruptedException, UnknownHostException {
        Thread.sleep(delay.toMillis());
        String host = order.email().substring(order.email().indexOf('@') + 1);
        if (host.endsWith(".invalid")) throw new UnknownHostException(host);
        LOG.info("Mail sent to {}", order.email());
    }
}
