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
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class EntryPage implements Page {
    private static final Logger LOG = LoggerFactory.getLogger(EntryPage.class);
    private static final TaskOptions COUNT = TaskOptions.named("count a reader");

    private final Jte jte;
    private final Function<Integer, Optional<Entry>> find;

    EntryPage(Jte jte, Entries entries) {
        this.jte = jte;
        this.find = Memo.perRequestBy(entries::find);
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
        after(COUNT, () -> LOG.info("entry {} has been read once more", entry.number()));
        return jte.view("entry.jte").with("entry", entry);
    }
}
