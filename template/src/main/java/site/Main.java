package site;

import dev.after4j.jte.Jte;
import dev.after4j.server.AfterServer;
import java.nio.file.Path;

public final class Main {
    public static void main(String[] args) {
        Jte jte = AfterServer.isDev(args) ? Jte.reloading(Path.of("src/main/jte")) : Jte.precompiled();
        AfterServer.run(Site.app(jte), args);
    }
}
