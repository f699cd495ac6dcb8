package dev.after4j.jetty;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.after4j.AfterRuntime;
import dev.after4j.spi.TimeSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/** A server in a process of its own, for signals; its slow task ends when a line comes in. */
final class ShutdownMain {
    private ShutdownMain() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Application());
        AfterRuntime runtime = AfterRuntime.builder()
                .drainTimeout(Duration.ofSeconds(1))
                .time(new SayingTime())
                .build();
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle stopping) {
                say("stopping");
            }

            @Override
            public void lifeCycleStopped(LifeCycle stopped) {
                say(runtime.drain().toString());
            }
        });
        AfterHandler.install(server, runtime);
        server.start();
        say("port " + connector.getLocalPort());
    }

    private static final class Application extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (Request.getPathInContext(request).equals("/exit")) after(() -> System.exit(3));
            else after(ShutdownMain::slow);
            response.write(true, ByteBuffer.wrap("ok".getBytes(UTF_8)), callback);
            return true;
        }
    }

    private static void slow() throws Exception {
        say("slow task began");
        System.in.read();
        say("slow task ended");
    }

    /** Tells when the drain begins to wait. */
    private static final class SayingTime implements TimeSource {
        private final TimeSource system = TimeSource.system();

        @Override
        public long nanoTime() {
            return system.nanoTime();
        }

        @Override
        public void schedule(Duration delay, Runnable alarm) {
            system.schedule(delay, alarm);
        }

        @Override
        public void await(CountDownLatch done, Duration atMost) throws InterruptedException {
            say("draining");
            system.await(done, atMost);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
