package dev.after4j.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.ClassUtils;

/**
 * A Boot application in a process of its own: says when it is ready, and ends with whoever started it. It knows nothing of
 * after4j, so that it runs without, too.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BootServer {
    /** Arguments: the class of the controller, and whether threads are virtual. */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        SpringApplication application = new SpringApplication(BootServer.class, Class.forName(args[0]));
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", "0",
                "spring.main.banner-mode", "off",
                "spring.threads.virtual.enabled", args[1]));
        application.addListeners((ApplicationListener<ApplicationReadyEvent>) BootServer::tell);
        application.run();
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    /** Times in milliseconds, from the start of the JVM, as Boot counts them. */
    private static void tell(ApplicationReadyEvent ready) {
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        long cpu =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        String port = ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        boolean hasLibrary = ClassUtils.isPresent("dev.after4j.After", BootServer.class.getClassLoader());
        System.out.printf(Locale.ROOT, "READY library=%b port=%s uptime=%d cpu=%d%n", hasLibrary, port, uptime, cpu);
    }
}
