package dev.after4j.test.host;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the application is to do in one invocation; its text is what a host carries. */
record Work(int number, List<Step> steps) {
    private static final String BETWEEN = "-";

    /** The work whose text it is. */
    static Work of(String text) {
        try {
            String[] words = text.split(BETWEEN, -1);
            return new Work(
                    Integer.parseInt(words[0]),
                    Arrays.stream(words)
                            .skip(1)
                            .map(word -> Step.valueOf(word.toUpperCase(Locale.ROOT)))
                            .toList());
        } catch (IllegalArgumentException garbled) {
            throw new IllegalArgumentException(
                    "The application must be given what the invocation says, and was given '" + text + "'", garbled);
        }
    }

    String text() {
        return number + steps.stream().map(step -> BETWEEN + step).collect(Collectors.joining());
    }

    String answer() {
        return "answer to " + text();
    }

    /** Also of those that do not register one. */
    String taskOf(int step) {
        return number + "." + step + "." + steps.get(step);
    }

    /** The names of its tasks, nested ones included. */
    List<String> tasks() {
        return IntStream.range(0, steps.size())
                .boxed()
                .flatMap(step -> steps.get(step).tasks(taskOf(step)).stream())
                .toList();
    }
}
