package dev.after4j.test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Stand-ins for objects of a server that are of no use to a task (R15). */
final class Guards {
    /** Shared by all guards made since the last finish. */
    private volatile AtomicBoolean finished = new AtomicBoolean();

    void finish() {
        finished.set(true);
        finished = new AtomicBoolean();
    }

    <T> T guarded(Class<T> type, T object) {
        if (!type.isInterface())
            throw new IllegalArgumentException("guarded(..) needs an interface, but " + type.getName()
                    + " is a class; name the interface that the code under test uses");
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new Guard(type.getSimpleName(), object, finished)));
    }

    private record Guard(String type, Object object, AtomicBoolean finished) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getDeclaringClass() == Object.class) return ofObject(proxy, method.getName(), arguments);
            if (finished.get()) throw tooLate(method.getName());
            method.trySetAccessible(); // the interface may be private to the test
            try {
                return method.invoke(object, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
            } catch (IllegalAccessException closed) {
                throw new IllegalStateException(
                        "A guard cannot call " + type + ": open its package to module dev.after4j.test", closed);
            }
        }

        /** Collections and logs may ask these at any time. */
        @SuppressWarnings("ReferenceEquality") // a guard is equal to itself, and equals() would lead here again
        private Object ofObject(Object proxy, String method, @Nullable Object @Nullable [] arguments) {
            return switch (method) {
                case "equals" -> arguments != null && arguments[0] == proxy;
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "guarded " + object;
            };
        }

        private IllegalStateException tooLate(String method) {
            return new IllegalStateException(type + "." + method + " was called after the response was finished. By"
                    + " then a server uses this object for another request, so a task must not touch it: call it in"
                    + " the handler, before the finish, and let the task capture plain values");
        }
    }
}
