package dev.after4j.jetty;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.Test;

/** R22 on Jetty alone: in flight, then closed, then drained, then stopped. */
class ShutdownTest {
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** An application whose pool closes when it stops. */
    private final class Application extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            after(() -> order.add("task"));
            entered.countDown();
            stopping.await();
            response.write(true, ByteBuffer.wrap("in time".getBytes(UTF_8)), callback);
            return true;
        }

        @Override
        protected void doStop() throws Exception {
            order.add("pool closed");
            super.doStop();
        }
    }

    @Test
    void r22_requestsInFlightEndAndTasksRunBeforeWhatTheyNeedIsClosed() throws Exception {
        AfterRuntime runtime = AfterRuntime.create();
        try (JettyServer jetty = JettyServer.installed(runtime, new Application())) {
            jetty.server.addEventListener(new LifeCycle.Listener() {
                @Override
                public void lifeCycleStopping(LifeCycle server) {
                    stopping.countDown();
                }
            });
            CompletableFuture<String> body = jetty.getLater("/");
            entered.await();
            jetty.server.stop();
            assertThat(body.get(10, TimeUnit.SECONDS)).isEqualTo("in time");
            assertThat(order).containsExactly("task", "pool closed");
            assertThat(runtime.pending()).isZero();
        }
    }

    @Test
    void r22_aSignalDrainsAndASecondChangesNothing() throws Exception {
        Process process = launch();
        try (BufferedReader lines = process.inputReader()) {
            String port = readUntil(lines, "port ").substring(5);
            request(port, "/slow");
            readUntil(lines, "slow task began");
            process.toHandle().destroy();
            readUntil(lines, "stopping");
            process.toHandle().destroy();
            readUntil(lines, "draining");
            process.getOutputStream().write('\n'); // lets the task go on
            process.getOutputStream().flush();
            readUntil(lines, "slow task ended");
            readUntil(lines, "1 pending at the start, 0 abandoned");
            assertThat(process.waitFor()).as("the usual exit code of SIGTERM").isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void r22_aTaskThatCallsExitDoesNotHangIt() throws Exception {
        Process process = launch();
        try (BufferedReader lines = process.inputReader()) {
            request(readUntil(lines, "port ").substring(5), "/exit");
            readUntil(lines, "1 abandoned");
            assertThat(process.waitFor()).as("the task's exit code").isEqualTo(3);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process launch() throws Exception {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1", // starts sooner
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShutdownMain.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private static void request(String port, String path) throws Exception {
        assertThat(JettyServer.get(Integer.parseInt(port), path)).isEqualTo("ok");
    }

    private static String readUntil(BufferedReader lines, String part) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String line; (line = lines.readLine()) != null; ) {
            if (line.contains(part)) return line;
            all.append(line).append('\n');
        }
        throw new AssertionError("the process ended without '" + part + "':\n" + all);
    }
}
