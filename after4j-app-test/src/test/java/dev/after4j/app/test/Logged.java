package dev.after4j.app.test;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.after4j.app.App;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What applications log. */
final class Logged {
    private Logged() {}

    static List<ILoggingEvent> by(Runnable code) {
        Logger logger = (Logger) LoggerFactory.getLogger(App.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            code.run();
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list;
    }
}
