package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.after4j.test.host.HostApplication;

/** The contract's own application, as a handler. */
public final class Contractor implements RequestHandler<String, String> {
    private final HostApplication application = HostApplication.connect();
    private final AfterLambda lambda = AfterLambda.of(tasks -> tasks.listener(application));

    @Override
    public String handleRequest(String what, Context context) {
        return lambda.handle(context, () -> application.handle(what));
    }
}
