package dev.after4j.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What documents show compiles. */
class SnippetsTest {
    @TestFactory
    Stream<DynamicTest> ofTheReadme() throws IOException {
        return tests(Snippet.ofMarkdown(Project.ROOT.resolve("README.md")));
    }

    @TestFactory
    Stream<DynamicTest> ofTheServersPage() throws IOException {
        return tests(Snippet.ofMarkdown(Project.ROOT.resolve("docs/servers.md")));
    }

    @TestFactory
    Stream<DynamicTest> ofTheApplicationsPage() throws IOException {
        return tests(Snippet.ofMarkdown(Project.ROOT.resolve("docs/app.md")));
    }

    @TestFactory
    Stream<DynamicTest> ofThePagesOfSurfaces() throws IOException {
        return tests(markdown("docs/surfaces"));
    }

    @TestFactory
    Stream<DynamicTest> ofThePageForThoseWhoComeFromElsewhere() throws IOException {
        return tests(Snippet.ofMarkdown(Project.ROOT.resolve("docs/coming-from.md")));
    }

    @TestFactory
    Stream<DynamicTest> ofThePageForThoseWhoKnowNextJs() throws IOException {
        return tests(Snippet.ofMarkdown(Project.ROOT.resolve("docs/if-you-know-nextjs.md")));
    }

    @TestFactory
    Stream<DynamicTest> ofThePageForThoseWhoKnowSpringMvc() throws IOException {
        return tests(Snippet.ofMarkdown(Project.ROOT.resolve("docs/if-you-know-spring-mvc.md")));
    }

    @TestFactory
    Stream<DynamicTest> ofThePageOnLambda() throws IOException {
        return tests(Snippet.ofMarkdown(Project.ROOT.resolve("docs/lambda.md")));
    }

    @TestFactory
    Stream<DynamicTest> ofThePublicJavadoc() throws IOException {
        return tests(Project.PUBLISHED.stream()
                .flatMap(module -> Project.javaFiles(module + "/src/main/java").stream())
                .flatMap(Snippet::ofJavadoc));
    }

    /** The last row of the table in the Javadoc of {@link dev.after4j.After}. */
    @Test
    void formsThatAreAmbiguousDoNotCompile() throws IOException {
        Snippet lambda = new Snippet("a lambda", "after(() -> mail.sendAsync(letter));");
        Snippet reference = new Snippet("a reference to an overloaded method", "after(mail::sendAsync);");
        Snippet nothing = new Snippet("null", "after(null);");
        assertThat(Snippet.errors(List.of(lambda, reference, nothing)).keySet())
                .containsExactlyInAnyOrder(reference, nothing);
    }

    private static Stream<Snippet> markdown(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Project.ROOT.resolve(folder))) {
            return files.sorted().toList().stream().flatMap(Snippet::ofMarkdown);
        }
    }

    private static Stream<DynamicTest> tests(Stream<Snippet> snippets) throws IOException {
        List<Snippet> all = snippets.toList();
        assertThat(all).isNotEmpty();
        Map<Snippet, List<String>> errors = Snippet.errors(all);
        return all.stream()
                .map(snippet -> dynamicTest(
                        snippet.place(),
                        () -> assertThat(errors.getOrDefault(snippet, List.of()))
                                .as(snippet.code())
                                .isEmpty()));
    }
}
