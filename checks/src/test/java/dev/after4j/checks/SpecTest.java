package dev.after4j.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * SPEC.md names the tests of each rule, and names them rightly. With {@code -Dspec.write=true} this writes the names
 * instead of checking them.
 */
class SpecTest {
    private static final Path SPEC = Project.ROOT.resolve("SPEC.md");
    private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*(R\\d\\d)\\b.*(?:\\n(?!- \\*\\*R|\\n|#).+)*");
    private static final Pattern TESTS = Pattern.compile("(?m)\\n +(?:Tests: |No test yet: ).*$");
    private static final Pattern TEST = Pattern.compile("void ((?:required_)?r(\\d\\d)_\\w+)\\(");

    @Test
    void everyRuleNamesItsTestsAndNoOthers() throws IOException {
        String expected = withTests(Project.read(SPEC), testsByRule());
        if (Boolean.getBoolean("spec.write")) Files.writeString(SPEC, expected);
        assertThat(Project.read(SPEC))
                .as("SPEC.md against the tests there are; -Dspec.write=true brings it up to date")
                .isEqualTo(expected);
    }

    @Test
    void everyTestIsOfARuleThatExists() {
        assertThat(rules(Project.read(SPEC))).containsAll(testsByRule().keySet());
    }

    private static SortedSet<String> rules(String spec) {
        return RULE.matcher(spec).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String withTests(String spec, Map<String, SortedMap<String, SortedSet<String>>> tests) {
        return RULE.matcher(spec).replaceAll(found -> {
            String text = TESTS.matcher(found.group()).replaceAll("");
            String unbuilt = notBuilt(found.group());
            SortedMap<String, SortedSet<String>> ofRule = tests.get(found.group(1));
            String line = ofRule == null ? unbuilt : "Tests: " + names(ofRule);
            return java.util.regex.Matcher.quoteReplacement(text + "\n  " + line);
        });
    }

    /** A rule without tests must say why in a line of its own. */
    private static String notBuilt(String rule) {
        var line = Pattern.compile("No test yet: .*").matcher(rule);
        return line.find() ? line.group() : "No test yet: WHY?";
    }

    private static String names(SortedMap<String, SortedSet<String>> byClass) {
        return byClass.entrySet().stream()
                .map(of -> "`" + of.getKey() + "` "
                        + of.getValue().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    /** Rule to class to the names of its tests without the rule's number. */
    private static Map<String, SortedMap<String, SortedSet<String>>> testsByRule() {
        Map<String, SortedMap<String, SortedSet<String>>> byRule = new TreeMap<>();
        for (String module : Project.PUBLISHED) {
            Project.javaFiles(module + "/src/test/java").forEach(file -> collect(file, byRule));
            Project.javaFiles(module + "/src/main/java/dev/after4j/test") // suites for others
                    .forEach(file -> collect(file, byRule));
        }
        return byRule;
    }

    private static void collect(Path file, Map<String, SortedMap<String, SortedSet<String>>> byRule) {
        String type = file.getFileName().toString().replace(".java", "");
        TEST.matcher(Project.read(file))
                .results()
                .forEach(found -> byRule.computeIfAbsent("R" + found.group(2), rule -> new TreeMap<>())
                        .computeIfAbsent(type, name -> new TreeSet<>())
                        .add(found.group(1)));
    }
}
