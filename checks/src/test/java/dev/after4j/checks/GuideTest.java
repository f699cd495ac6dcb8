package dev.after4j.checks;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.test.AppClient;
import dev.after4j.app.test.AppResponse;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guide, step by step: what it shows compiles and runs, and is in the end what the template folder has. */
@ExtendWith(AfterExtension.class)
class GuideTest {
    private static final Path TEMPLATE = Project.ROOT.resolve("template");
    private static final Set<String> NOT_IN_THE_GUIDE = Set.of("README.md", ".gitignore");
    private static final Pattern STEP = Pattern.compile("(?m)^## \\d+\\. ");
    private static final Pattern FILE = Pattern.compile("(?ms)^`([^`\\s]+)`\\n\\n```\\w+\\n(.*?)^```$");

    private static final int PROXY = 6;

    /** The step with which the site has all that it will have; then come its tests. */
    private static final int WHOLE = 7;

    private final AfterKit after;
    private final Path folder;

    GuideTest(AfterKit after, @TempDir Path folder) {
        this.after = after;
        this.folder = folder;
    }

    /** What each step shows, by the names of files: a later step may show a file anew. */
    private static List<Map<String, String>> steps() {
        String[] parts = STEP.split(Project.read(Project.ROOT.resolve("docs/guide.md")));
        return Stream.of(parts).skip(1).map(GuideTest::files).toList();
    }

    private static Map<String, String> files(String step) {
        return FILE.matcher(step).results().collect(toMap(found -> found.group(1), found -> found.group(2)));
    }

    @Test
    void afterEachStepTheSiteRuns() throws Exception {
        List<Map<String, String>> steps = steps();
        for (int step = 1; step <= WHOLE; step++) {
            write(steps.get(step - 1));
            AppClient client = AppClient.of(GuideSite.compiled(folder, "step" + step), after);
            assertThat(text(client, "/", 200)).contains("Who was here");
            if (step >= 2) assertThat(text(client, "/", 200)).contains("<title>Guest book</title>", "/assets/site.css");
            if (step >= 3) showsEntries(client);
            if (step == 4 || step == WHOLE) takesEntries(client);
            if (step == WHOLE) keepsPages(client);
            if (step >= 5) assertThat(text(client, "/api/entries", 200)).contains("Ada");
            boolean isStamped =
                    client.send(TestRequest.get("/")).header("x-request-id").isPresent();
            assertThat(isStamped).isEqualTo(step >= PROXY);
            after.finish();
        }
    }

    private static void showsEntries(AppClient client) {
        assertThat(text(client, "/entries/1", 200)).contains("<title>Entry 1 by Ada · Guest book</title>");
        assertThat(text(client, "/entries/7", 404))
                .contains("There is nothing here", "<title>Not Found · Guest book</title>");
    }

    private static void takesEntries(AppClient client) {
        TestRequest post = TestRequest.post("/?action=sign").field("text", "Hello");
        assertThat(client.submit(post).text()).contains("Your name is missing", "value=\"Hello\"");
        AppResponse signed = client.submit(post.field("author", "Bob"));
        assertThat(signed.status()).isEqualTo(303);
        assertThat(signed.header("location")).contains("/entries/2");
    }

    private static void keepsPages(AppClient client) {
        assertThat(client.send(TestRequest.get("/")).text()).contains("Bob");
        assertThat(client.send(TestRequest.get("/")).header("x-after-cache")).contains("HIT");
    }

    private static String text(AppClient client, String path, int status) {
        AppResponse response = client.send(TestRequest.get(path));
        assertThat(response.status()).isEqualTo(status);
        return response.text();
    }

    private void write(Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @Test
    void theTemplateIsWhereItEnds() throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        steps().forEach(shown::putAll);
        Map<String, String> template;
        try (Stream<Path> files = Files.walk(TEMPLATE)) {
            template = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(TEMPLATE.resolve("target")))
                    .collect(toMap(file -> TEMPLATE.relativize(file).toString(), Project::read));
        }
        template.keySet().removeAll(NOT_IN_THE_GUIDE);
        assertThat(shown).containsExactlyInAnyOrderEntriesOf(template);
    }
}
