package dev.after4j.checks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A piece of Java in a document; compiled as the code of a class that inherits what pieces may take for granted. */
record Snippet(String place, String code) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```java\\n(.*?)^```");
    private static final Pattern JAVADOC = Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n *\\* *\\}</pre>");
    private static final Pattern MEMBER = Pattern.compile(
            "^(@\\w+.*\\n|public |private |static |final |@Override |class |interface |record )[\\s\\S]*");
    private static final Path OUTPUT = Path.of("target", "snippets").toAbsolutePath();

    static Stream<Snippet> ofMarkdown(Path file) {
        return find(file, FENCED).stream();
    }

    static Stream<Snippet> ofJavadoc(Path file) {
        return find(file, JAVADOC).stream()
                .map(found -> new Snippet(found.place, found.code.replaceAll("(?m)^ *\\* ?", "")));
    }

    private static List<Snippet> find(Path file, Pattern pattern) {
        String place = Project.ROOT.relativize(file).toString();
        List<Snippet> all = new ArrayList<>();
        pattern.matcher(Project.read(file))
                .results()
                .forEach(found -> all.add(new Snippet(place + " #" + (all.size() + 1), found.group(1))));
        return all;
    }

    /** What the compiler has against each; nothing for those that compile. */
    static Map<Snippet, List<String>> errors(List<Snippet> all) throws IOException {
        Files.createDirectories(OUTPUT);
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", OUTPUT.toString(), "-cp", System.getProperty("java.class.path"));
        List<Source> sources = IntStream.range(0, all.size())
                .mapToObj(i -> new Source("Piece" + i, all.get(i)))
                .toList();
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problems, options, null, sources)
                .call();
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .collect(groupingBy(
                        problem -> ((Source) problem.getSource()).snippet,
                        mapping(problem -> problem.getMessage(null), toList())));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final Snippet snippet;
        private final String text;

        Source(String type, Snippet snippet) {
            super(URI.create("string:///dev/after4j/checks/" + type + ".java"), Kind.SOURCE);
            this.snippet = snippet;
            this.text = snippet.text(type);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Paragraphs that declare something become members, all others one method. */
    private String text(String type) {
        String imports = code.lines().filter(Snippet::isImport).collect(Collectors.joining("\n"));
        String rest = code.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        List<String> paragraphs = List.of(rest.strip().split("\\n\\s*\\n(?=\\S)"));
        String members = paragraphs.stream().filter(Snippet::isMember).collect(Collectors.joining("\n\n"));
        String statements = paragraphs.stream().filter(part -> !isMember(part)).collect(Collectors.joining("\n\n"));
        return "package dev.after4j.checks;\n" + Stage.IMPORTS + imports + "\nclass " + type + " extends Stage {\n"
                + members + "\nvoid piece() throws Exception {\n" + statements + "\n}}\n";
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    private static boolean isMember(String paragraph) {
        return MEMBER.matcher(paragraph.strip()).matches();
    }
}
