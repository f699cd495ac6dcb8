package dev.after4j.spring;

import dev.after4j.AfterListener;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Takes the application out of the load balancer when a drain begins: tasks registered from then on may be abandoned. Boot
 * does so itself when the context is closed; this is for whoever drains before.
 */
@ConditionalOnClass(name = "org.springframework.boot.health.application.ReadinessStateHealthIndicator")
final class DrainingReadiness implements AfterListener {
    private final ConfigurableApplicationContext context;

    DrainingReadiness(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public void draining() {
        if (context.isRunning()) // not when the start has failed
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    }
}
