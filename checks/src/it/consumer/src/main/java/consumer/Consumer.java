package consumer;

import static dev.after4j.After.after;

import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.TaskOptions;
import java.io.File;
import java.util.List;
import java.util.stream.Stream;

/** Uses the library with nothing else on the class path, and fails if there is anything else. */
public final class Consumer {
    private Consumer() {}

    public static void main(String[] args) throws Exception {
        List<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> new File(entry).getName().replaceAll("-\\d.*", ""))
                .sorted()
                .toList();
        if (!jars.equals(List.of("after4j", "jspecify", "slf4j-api")))
            throw new AssertionError("on the class path: " + jars);
        AfterRuntime runtime = AfterRuntime.create();
        runtime.inScope("a job", () -> {
            after(TaskOptions.named("greeting"), () -> System.out.println("after the job"));
            System.out.println("the job");
            return null;
        });
        runtime.close();
        if (runtime.ended(TaskEnd.Kind.SUCCEEDED) != 1) throw new AssertionError("the task did not run");
    }
}
