package dev.after4j.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.App;
import dev.after4j.jte.Jte;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.File;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The site of the guide, as it is in a folder. */
final class GuideSite {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private GuideSite() {}

    /** What its {@code Site.app} makes; compiled into a folder of that name, tests left aside. */
    static App compiled(Path folder, String name) throws Exception {
        Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
        compile(folder.resolve("src/main/java"), classes);
        ClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
        TemplateEngine engine = TemplateEngine.create(
                new DirectoryCodeResolver(folder.resolve("src/main/jte")),
                folder.resolve(name + "-templates"),
                ContentType.Html,
                loader);
        engine.setClassPath(List.of((classes + File.pathSeparator + CLASS_PATH).split(File.pathSeparator)));
        return (App) loader.loadClass("site.Site").getMethod("app", Jte.class).invoke(null, Jte.of(engine));
    }

    private static void compile(Path sources, Path classes) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> java = all.filter(Files::isRegularFile).toList();
            List<String> options = List.of("-proc:none", "-Xlint:all", "-d", classes.toString(), "-cp", CLASS_PATH);
            compiler.getTask(complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
        }
        assertThat(complaints.toString()).isEmpty();
    }
}
