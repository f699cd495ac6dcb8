package dev.after4j.jte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.app.App;
import dev.after4j.app.Html;
import dev.after4j.server.AfterServer;
import dev.after4j.server.RunningServer;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingTest {
    @TempDir
    Path folder;

    private Instant changed = Instant.now();

    /** Each time later than before, however coarse the clock of the file system is. */
    private void write(String template, String content) throws IOException {
        Path file = folder.resolve(template);
        Files.writeString(file, content);
        changed = changed.plusSeconds(2);
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }

    @Test
    void aChangeIsSeenAtTheNextRendering() throws IOException {
        write("part.jte", "<i>first</i>");
        write("whole.jte", "<p>@template.part()</p>");
        View view = Jte.reloading(folder).view("whole.jte");
        assertThat(Written.page(view)).isEqualTo("<p><i>first</i></p>");
        write("whole.jte", "<b>@template.part()</b>");
        assertThat(Written.page(view)).isEqualTo("<b><i>first</i></b>");
        write("part.jte", "<i>second</i>");
        assertThat(Written.page(view)).isEqualTo("<b><i>second</i></b>");
    }

    @Test
    void aBrokenTemplateIsShownWithTheCompilersWordsUntilItIsMended() throws Exception {
        write("page.jte", "<p>well</p>");
        Jte jte = Jte.reloading(folder);
        App app = App.builder().page("/", request -> jte.view("page.jte")).build();
        try (RunningServer server = AfterServer.of(app).start("dev", "--port=0")) {
            assertThat(get(server).body()).isEqualTo("<p>well</p>");
            write("page.jte", "<p>\n    ${nobody.knows()}\n</p>");
            assertBroken(get(server), "page.jte:2", "cannot find symbol", "nobody");
            write("page.jte", "<p>\n    ${\"open\"\n</p>");
            assertBroken(get(server), "page.jte:", "Failed to compile page.jte");
            write("page.jte", "@param String text\n<p title=${text}></p>");
            assertBroken(get(server), "page.jte", "Unquoted HTML attribute values are not allowed");
            write("page.jte", "<p>mended</p>");
            assertThat(get(server).body()).isEqualTo("<p>mended</p>");
        }
    }

    private static void assertBroken(HttpResponse<String> response, String place, String... words) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .containsPattern("In the page / \\(.*\\), " + place)
                .contains(words);
    }

    private static HttpResponse<String> get(RunningServer server) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    /** JTE itself was seen to load a class that another thread was about to write. */
    @Test
    void renderingsTakeTurns() throws Exception {
        write("page.jte", "@param gg.jte.Content piece\n<p>${piece}</p>");
        View page = Jte.reloading(folder).view("page.jte");
        AtomicBoolean hasOvertaken = new AtomicBoolean();
        Html second = out -> hasOvertaken.set(true);
        Thread other = new Thread(() -> Written.page(page.with("piece", second)));
        Html first = out -> {
            other.start();
            while (!isWaitingOrDone(other)) Thread.onSpinWait();
            assertThat(hasOvertaken).isFalse();
        };
        Written.page(page.with("piece", first));
        other.join();
        assertThat(hasOvertaken).isTrue();
    }

    private static boolean isWaitingOrDone(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TERMINATED;
    }

    @Test
    void nothingIsWrittenBesideTheTemplates() throws IOException {
        write("page.jte", "<p>well</p>");
        Written.page(Jte.reloading(folder).view("page.jte"));
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(folder.resolve("page.jte"));
        }
        assertThat(Path.of("jte-classes")).doesNotExist();
    }

    @Test
    void aFolderThatIsNone() throws IOException {
        Path file = Files.createFile(folder.resolve("page.jte"));
        assertThatThrownBy(() -> Jte.reloading(file)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Jte.reloading(Path.of("src/main/absent")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no folder of templates at "
                        + Path.of("src/main/absent").toAbsolutePath()
                        + "; a relative path begins at the working directory");
    }

    @Test
    void withoutTheCompiler() throws Exception {
        List<URL> others = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator))
            if (!entry.matches(".*[/\\\\]jte-\\d[^/\\\\]*\\.jar"))
                others.add(Path.of(entry).toUri().toURL());
        try (URLClassLoader loader =
                new URLClassLoader(others.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass(Jte.class.getName())
                            .getMethod("reloading", Path.class)
                            .invoke(null, folder))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Templates are compiled by gg.jte:jte, which is not on the class path: add it, or use"
                            + " Jte.precompiled()");
        }
    }
}
