package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks run as on any server: on Managed Instances, where Lambda serves several invocations at once and does not freeze the process in between. */
final class InBackground implements TaskTime {
    private static final Logger LOG = LoggerFactory.getLogger(AfterLambda.class);

    private final ExtensionApi api;

    InBackground(ExtensionApi api) {
        this.api = api;
    }

    /** An extension without events: a process that has one is sent SIGTERM before it is ended, and others are not. */
    @Override
    public void start() {
        LOG.info(
                "after4j: tasks run in the background, once the handler has returned: this is a managed instance, which is not frozen");
        try {
            api.register();
            Thread extension = new Thread(this::run, "after4j-extension");
            extension.setDaemon(true);
            extension.start();
        } catch (IOException refused) {
            warn(refused);
        }
    }

    /** Nothing comes, but Lambda counts the process as initialized only when every extension has asked. */
    private void run() {
        try {
            while (true) api.next();
        } catch (IOException broken) {
            warn(broken);
        }
    }

    private static void warn(IOException reason) {
        LOG.warn(
                "after4j: without an extension Lambda ends this process without a warning; what is pending then is lost",
                reason);
    }

    @Override
    public void waitUntil(CompletionStage<?> settled) {
        // nobody has to wait
    }

    @Override
    public Invocation begin(@Nullable Context context) {
        return Invocation.unlimited();
    }

    @Override
    public void returned(Invocation invocation) {
        // tasks go on by themselves
    }
}
