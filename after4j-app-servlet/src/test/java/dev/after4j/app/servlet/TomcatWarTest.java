package dev.after4j.app.servlet;

import dev.after4j.app.App;
import dev.after4j.test.conformance.ServerUnderTest;
import java.nio.file.Path;

class TomcatWarTest extends ServletRules {
    @Override
    ServerUnderTest start(App app) throws Exception {
        War war = War.create("site")
                .withClass(WarStart.class)
                .withFiles(Path.of("src/test/resources/war").toAbsolutePath());
        return TomcatServer.start(
                "/shop", war, context -> context.getServletContext().setAttribute(App.class.getName(), app));
    }
}
