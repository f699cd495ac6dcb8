package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Duration;

/** Gives the web application a runtime whose alarms, which hold its class loader, are soon over. */
public final class WarListener implements ServletContextListener {
    /** Called by the container. */
    public WarListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Duration soon = Duration.ofMillis(100);
        AfterRuntime runtime =
                AfterRuntime.builder().maxDuration(soon).drainTimeout(soon).build();
        event.getServletContext().setAttribute(AfterRuntime.class.getName(), runtime);
    }
}
