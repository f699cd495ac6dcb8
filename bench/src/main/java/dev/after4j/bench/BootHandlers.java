package dev.after4j.bench;

import static dev.after4j.After.after;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.MDC;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What the servers under load do: each gives the same answer, and leaves more or less to be done beside it. */
final class BootHandlers {
    private BootHandlers() {}

    /** The whole answer. */
    record Answer(String status, int number) {}

    /** What was to be done beside the answers, and what of it has been done. */
    record Tally(long asked, long done) {}

    abstract static class Counting {
        private final LongAdder asked = new LongAdder();
        private final LongAdder done = new LongAdder();

        @GetMapping("/")
        Answer get() {
            leave();
            return new Answer("success", 42);
        }

        @GetMapping("/tally")
        Tally tally() {
            return new Tally(asked.sum(), done.sum());
        }

        abstract void leave();

        final void ask() {
            asked.increment();
        }

        final void done() {
            done.increment();
        }
    }

    @RestController
    static class Nothing extends Counting {
        @Override
        void leave() {}
    }

    @RestController
    static class OneTask extends Counting {
        @Override
        void leave() {
            ask();
            after(this::done);
        }
    }

    @RestController
    static class FourTasks extends OneTask {
        @Override
        void leave() {
            for (int i = 0; i < 4; i++) super.leave();
        }
    }

    /** {@code @Async} as it has to be for work that is to know MDC and request. */
    @RestController
    @EnableAsync
    @Import(Work.class)
    static class AsyncMethod extends Counting {
        private final Work work;

        AsyncMethod(Work work) {
            this.work = work;
        }

        @Override
        void leave() {
            ask();
            work.run(this::done);
        }

        @Bean
        static TaskDecorator copying() {
            return AsyncMethod::copied;
        }

        private static Runnable copied(Runnable work) {
            Map<String, String> diagnostic = MDC.getCopyOfContextMap();
            RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
            return () -> {
                if (diagnostic != null) MDC.setContextMap(diagnostic);
                RequestContextHolder.setRequestAttributes(attributes);
                try {
                    work.run();
                } finally {
                    RequestContextHolder.resetRequestAttributes();
                    MDC.clear();
                }
            };
        }
    }

    static class Work {
        @Async
        void run(Runnable body) {
            body.run();
        }
    }
}
