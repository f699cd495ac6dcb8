package dev.after4j.spring;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;

/** What one class logs, from the moment at which an application has set logging up. */
final class LoggedLines implements ApplicationListener<ApplicationPreparedEvent> {
    private final Class<?> logging;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    LoggedLines(Class<?> logging) {
        this.logging = logging;
    }

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent prepared) {
        appender.start();
        ((Logger) LoggerFactory.getLogger(logging)).addAppender(appender);
    }

    List<String> all() {
        return appender.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }
}
