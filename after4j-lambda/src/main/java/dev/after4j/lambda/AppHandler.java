package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.after4j.app.App;
import dev.after4j.spi.OpenScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * An application on AWS Lambda, behind a Function URL or an HTTP API of API Gateway (events of payload format 2.0):
 *
 * <pre>{@code
 * public final class Site extends AppHandler {
 *     public Site() {
 *         super(app);
 *     }
 * }
 * }</pre>
 *
 * <p>Everything in it may call {@code after}; see {@link AfterLambda} for when tasks run. Requests and responses are whole in memory, and Lambda takes 6 MB of each, in base64 unless they are
 * text: streams of events reach the client when they have ended. Assets come from the folder {@code static} on the class path. The stage of an API, if it is in the path, is where the application is
 * mounted. Pages that are kept are kept in the memory of each process, unless the application has another {@code PageCache}.
 */
public abstract class AppHandler implements RequestStreamHandler {
    private final AfterLambda lambda;
    private final App app;

    /**
     * For {@code app}, with an {@link AfterLambda#create} of its own.
     *
     * @throws dev.after4j.spi.WaitUntil.Missing if Lambda does not let the extension be registered (R23)
     */
    protected AppHandler(App app) {
        this(AfterLambda.create(), app);
    }

    /** For {@code app}, with tasks that run as {@code lambda} lets them. */
    protected AppHandler(AfterLambda lambda, App app) {
        this.lambda = Objects.requireNonNull(lambda, "lambda");
        this.app = Objects.requireNonNull(app, "app");
    }

    /**
     * Called by Lambda for each event. Throws, and the caller gets Lambda's own error, if the event is no HTTP request of payload format 2.0, and if the response broke off or is more than Lambda takes.
     */
    @Override
    public final void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        response.write(lambda.invoke(context, invocation -> reply(event, context, invocation)));
    }

    private byte[] reply(InputStream event, Context context, Invocation invocation) throws IOException {
        HttpEvent request = HttpEvent.read(event);
        LambdaExchange exchange = new LambdaExchange(request, context);
        OpenScope scope = OpenScope.open(lambda.runtime(), request);
        return lambda.inScope(invocation, scope, () -> serve(exchange), sent -> exchange.outcome());
    }

    private byte[] serve(LambdaExchange exchange) throws IOException {
        try {
            app.handle(exchange);
        } catch (IOException | RuntimeException broken) {
            throw broken;
        } catch (Exception broken) {
            throw new IOException("The response broke off", broken);
        }
        return exchange.reply();
    }
}
