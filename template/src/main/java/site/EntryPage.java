package site;

import static dev.after4j.After.after;

import dev.after4j.Memo;
import dev.after4j.TaskOptions;
import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.jte.Jte;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class EntryPage implements Page {
    private static final Logger LOG = LoggerFactory.getLogger(EntryPage.class);
    private static final TaskOptions INDEX = TaskOptions.named("index an entry");

    private final Jte jte;
    private final Entries entries;
    private final Function<Integer, Optional<Entry>> find;

    EntryPage(Jte jte, Entries entries) {
        this.jte = jte;
        this.entries = entries;
        this.find = Memo.perRequestBy(entries::find);
    }

    @Override
    public List<Map<String, String>> staticParams() {
        return entries.all().stream()
                .map(entry -> Map.of("number", String.valueOf(entry.number())))
                .toList();
    }

    private Entry entry(Request request) {
        return find.apply(request.param("number", int.class)).orElseThrow(Signal::notFound);
    }

    @Override
    public Metadata metadata(Request request) {
        Entry entry = entry(request);
        return Metadata.title("Entry " + entry.number() + " by " + entry.author());
    }

    @Override
    public Html render(Request request) {
        Entry entry = entry(request);
        after(INDEX, () -> LOG.info("entry {} goes into the search index", entry.number()));
        return jte.view("entry.jte").with("entry", entry);
    }
}
