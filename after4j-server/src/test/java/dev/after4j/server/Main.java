package dev.after4j.server;

import static dev.after4j.After.after;

import dev.after4j.app.App;
import dev.after4j.app.Response;

/** An application in a process of its own, whose tasks go on when a line comes in. */
final class Main {
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
                .build();
        AfterServer.of(app).onStopped(() -> System.out.println("closed")).run(args);
    }
}
