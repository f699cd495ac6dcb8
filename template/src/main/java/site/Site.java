package site;

import dev.after4j.app.App;
import dev.after4j.jte.Jte;

public final class Site {
    public static App app(Jte jte) {
        Entries entries = new Entries();
        return App.builder()
                .proxy(new RequestId())
                .layout("/", new RootLayout(jte))
                .page("/", new HomePage(jte, entries))
                .action("/", "sign", new SignAction(entries))
                .page("/entries/{number}", new EntryPage(jte, entries))
                .notFound("/", (request, problem) -> jte.view("not-found.jte"))
                .errorPage("/", (request, problem) -> jte.view("error.jte").with("problem", problem))
                .route("GET", "/api/entries", new EntriesRoute(entries))
                .assets("/assets")
                .build();
    }
}
