package dev.after4j.server;

import static dev.after4j.After.after;

import dev.after4j.After;
import dev.after4j.AfterListener;
import dev.after4j.TaskOptions;
import dev.after4j.app.App;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.util.component.LifeCycle;

/** An application in a process of its own, which says on the standard output what a test waits for. */
final class Main {
    private static final CountDownLatch DRAINING = new CountDownLatch(1);

    private Main() {}

    public static void main(String[] args) {
        App app = App.builder()
                .route("GET", "/", request -> {
                    after(() -> {
                        System.out.println("task began");
                        Thread.sleep(1_000);
                        System.out.println("task ended");
                    });
                    return Response.text("ok");
                })
                .route("GET", "/exit", request -> {
                    after(() -> System.exit(3));
                    return Response.text("ok");
                })
                .route("GET", "/held", Main::held)
                .route("GET", "/events", request -> endless())
                .route("GET", "/left", Main::leaveWork)
                .build();
        AfterServer.of(app)
                .runtime(tasks -> tasks.listener(new AfterListener() {
                    @Override
                    public void draining() {
                        System.out.println("draining");
                        DRAINING.countDown();
                    }
                }))
                .onStopped(() -> System.out.println("closed"))
                .run(args);
    }

    /** Ends when a byte comes in. */
    private static Response held(Request request) throws IOException {
        request.unwrap(org.eclipse.jetty.server.Request.class)
                .orElseThrow()
                .getConnectionMetaData()
                .getConnector()
                .getServer()
                .addEventListener(new LifeCycle.Listener() {
                    @Override
                    public void lifeCycleStopping(LifeCycle server) {
                        System.out.println("stopping");
                    }
                });
        after(() -> System.out.println("in flight " + After.outcome().kind()));
        System.out.println("in flight");
        System.in.read();
        return Response.text("in time");
    }

    private static Response endless() {
        after(() -> System.out.println("events " + After.outcome().kind()));
        return Response.events(events -> {
            while (true) {
                events.send("tick");
                Thread.sleep(10);
            }
        });
    }

    private static Response leaveWork(Request request) {
        URI self = URI.create("http://" + request.header("Host").orElseThrow() + "/");
        for (int i = 0; i < 3; i++)
            after(TaskOptions.named("slow"), () -> {
                DRAINING.await();
                Thread.sleep(1_000);
                System.out.println("slow ended");
            });
        after(TaskOptions.named("self"), () -> {
            DRAINING.await();
            try {
                self.toURL().openStream().close();
                System.out.println("self answered");
            } catch (IOException refused) {
                System.out.println("self " + refused.getClass().getName());
            }
        });
        after(TaskOptions.named("exit"), () -> {
            DRAINING.await();
            System.exit(3);
        });
        registerForEver();
        return Response.text("ok");
    }

    private static void registerForEver() {
        after(TaskOptions.named("chain"), () -> {
            DRAINING.await();
            registerForEver();
        });
    }
}
