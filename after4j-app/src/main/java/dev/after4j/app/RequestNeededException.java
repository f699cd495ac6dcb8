package dev.after4j.app;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/** Code that renders without a request has asked for one. */
final class RequestNeededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RequestNeededException(String call) {
        super(call, null, false, false);
    }

    /** For the call that the stack of this thread shows. */
    static RequestNeededException here() {
        List<StackFrame> stack = Place.stack();
        int ours = Place.ours(stack);
        String call = stack.get(Math.max(0, ours - 1)).getMethodName();
        return new RequestNeededException(call + "(..) at " + Place.of(stack.get(ours)));
    }

    /** The call, with its place. */
    String call() {
        return String.valueOf(getMessage());
    }
}
