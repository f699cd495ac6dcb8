package dev.after4j.lambda;

import com.amazonaws.services.lambda.crac.Context;
import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** A handler that says, before the snapshot is taken, which threads would be in it. */
public final class Restored implements RequestHandler<String, String>, Resource {
    private final Worker worker = new Worker();

    public Restored() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> snapshot) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(Restored::isOfThisProgram)
                .map(thread -> "thread " + thread.getName())
                .forEach(Remote::tell);
    }

    /** Those that code of this process has started, and, for tasks on virtual threads, what carries them. */
    private static boolean isOfThisProgram(Thread thread) {
        return thread.getThreadGroup() == Thread.currentThread().getThreadGroup()
                || thread.getName().startsWith("ForkJoinPool");
    }

    @Override
    public void afterRestore(Context<? extends Resource> snapshot) {
        Remote.tell("restored");
    }

    @Override
    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        return worker.handleRequest(event, context);
    }
}
