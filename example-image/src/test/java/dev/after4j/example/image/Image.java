package dev.after4j.example.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image that the build has made, unpacked. */
final class Image {
    static final Path TAR = Path.of("target", "jib-image.tar");

    /** What container runtimes set unless an image does. */
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Path root;
    private final JsonNode config;

    private Image(Path root, JsonNode config) {
        this.root = root;
        this.config = config;
    }

    static Image unpack(Path directory) throws Exception {
        Path archive = Files.createDirectory(directory.resolve("archive"));
        Path root = Files.createDirectory(directory.resolve("root"));
        untar(TAR, archive);
        JsonNode manifest = json(archive.resolve("manifest.json")).get(0);
        for (JsonNode layer : manifest.get("Layers")) untar(archive.resolve(layer.asString()), root);
        JsonNode config = json(archive.resolve(manifest.get("Config").asString()));
        return new Image(root, config.get("config"));
    }

    private static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file);
    }

    private static void untar(Path tar, Path into) throws IOException, InterruptedException {
        List<String> command =
                List.of("tar", "--warning=no-unknown-keyword", "-xpf", tar.toString(), "-C", into.toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    Path root() {
        return root;
    }

    List<String> entrypoint() {
        return config.get("Entrypoint").valueStream().map(JsonNode::asString).toList();
    }

    String user() {
        return config.get("User").asString();
    }

    /** Where it wants its volume. */
    String volume() {
        assertThat(config.get("Volumes").propertyNames()).hasSize(1);
        return config.get("Volumes").propertyNames().iterator().next();
    }

    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of("PATH", PATH));
        for (JsonNode variable : config.get("Env")) {
            String[] nameAndValue = variable.asString().split("=", 2);
            environment.put(nameAndValue[0], nameAndValue[1]);
        }
        return environment;
    }
}
