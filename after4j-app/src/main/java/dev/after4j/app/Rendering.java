package dev.after4j.app;

import dev.after4j.app.cache.CachedPage;
import dev.after4j.spi.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A page on its way to HTML: first all metadata, from the outside in; then the outermost layout, and where that writes its
 * content the next within it. What fails is replaced by an error page within the layouts that stand already.
 */
final class Rendering {
    /** What a rendering needs of the request that it is for. */
    interface Stage {
        /** Runs code of the application on that surface. */
        <T extends @Nullable Object> T on(Surface surface, Callable<T> code) throws Exception;

        /** What an error page shows of it, after it was reported; empty if no error page shall. */
        Optional<Problem> problem(Throwable thrown);
    }

    private final Stage stage;
    private final Request request;
    private final Branch branch;
    private final SiteAddress site;
    private final boolean isFragment;
    private final PageBuffer out = PageBuffer.ofPage();
    /** Of the levels around, as far as they have said it. */
    private final List<Metadata> around = new ArrayList<>();

    private PageBuffer head = PageBuffer.ofHead();
    private Leaf leaf;
    /** How many levels stand around the leaf. */
    private int depth;
    /** The levels further out show what goes wrong from now on. */
    private int limit;
    /** The levels further out have written what is within. */
    private int reached;
    /** The leaf as it was written, in bytes before the head is filled in. */
    private int leafFrom;

    private int leafTo;
    private PageBuffer title = PageBuffer.ofHead();

    Rendering(Stage stage, Request request, Branch branch, SiteAddress site, Leaf leaf) {
        this.stage = stage;
        this.request = request;
        this.branch = branch;
        this.site = site;
        this.leaf = leaf;
        this.isFragment = request.wantsFragment();
        this.depth = branch.depth();
        this.limit = leaf.isErrorPage() ? depth - 1 : depth;
    }

    /** Throws what no error page has shown. */
    Response response() throws Exception {
        describe();
        if (isFragment) out.leaveGap(); // only for the title
        write(0);
        Response page = Response.page(out.bytes(head));
        return leaf.isErrorPage() ? page.status(leaf.status()) : page;
    }

    /** Of the response, what a client gets that asks for a fragment; empty if no layout has written its content. */
    Optional<CachedPage.Fragment> fragment() {
        if (leafTo == 0) return Optional.empty();
        int shift = out.gapIsBefore(leafTo) ? head.length() : 0;
        return Optional.of(new CachedPage.Fragment(title.bytes(), leafFrom + shift, leafTo + shift));
    }

    /** Collects the metadata. */
    private void describe() throws Exception {
        try {
            for (Branch.Level level : branch.levels()) around.add(metadata(level));
            describeLeaf();
        } catch (Throwable thrown) {
            replaceWithin(Math.min(limit, around.size()), thrown);
        }
    }

    /** Makes the innermost error page of that many outer levels the leaf; or one further out, if that cannot describe itself. */
    private void replaceWithin(int outer, Throwable thrown) throws Exception {
        int level = branch.levelFor(status(thrown), outer);
        if (level < 0) throw rethrown(thrown);
        try {
            replace(level, thrown);
        } catch (Throwable again) {
            replaceWithin(level, again);
        }
    }

    private Metadata metadata(Branch.Level level) throws Exception {
        Layout layout = level.layout;
        return layout == null ? Metadata.NONE : metadata(name(level, layout), () -> layout.metadata(request));
    }

    private Metadata metadata(Supplier<String> part, Callable<Metadata> code) throws Exception {
        return describing(part, () -> {
            Metadata said = Objects.requireNonNull(code.call(), Leaf.METADATA_NULL);
            return isFragment ? said : said.written();
        });
    }

    private void describeLeaf() throws Exception {
        Metadata own = metadata(leaf.name(), leaf.metadata());
        head = describing(leaf.name(), () -> head(own));
    }

    private PageBuffer head(Metadata own) {
        Metadata all = own;
        for (int level = depth - 1; level >= 0; level--) all = all.within(around.get(level));
        PageBuffer written = PageBuffer.ofHead();
        title = PageBuffer.ofHead();
        all.writeTitle(title);
        if (isFragment) all.writeTitle(written);
        else all.write(written, site);
        return written;
    }

    private <T> T describing(Supplier<String> part, Callable<T> code) throws Exception {
        return located(() -> "the metadata of " + part.get(), () -> stage.on(Surfaces.METADATA, code));
    }

    /** Writes the level and all that is within; behind the last the leaf. */
    private void write(int level) throws Exception {
        if (level == depth) {
            leafFrom = out.length();
            writePart(leaf.name(), leaf.surface(), leaf.html());
            leafTo = out.length();
            return;
        }
        Layout layout = branch.level(level).layout;
        if (layout == null || isFragment) writeWithin(level);
        else
            writePart(
                    name(branch.level(level), layout),
                    Surfaces.LAYOUT,
                    () -> layout.render(request, new PageContent(this::leaveGap, to -> writeWithin(level, to))));
    }

    private void writePart(Supplier<String> name, Surface surface, Callable<Html> part) throws Exception {
        located(name, () -> stage.on(surface, () -> out.write(part.call())));
    }

    private void leaveGap(HtmlOutput to) {
        check(to);
        out.leaveGap();
    }

    private void writeWithin(int level, HtmlOutput to) throws Exception {
        check(to);
        if (level < reached)
            throw new IllegalStateException(
                    "The content of a layout is written once, or not at all; this one wrote it twice");
        writeWithin(level);
    }

    private void check(HtmlOutput to) {
        if (to != out)
            throw new IllegalStateException(
                    "The content of a layout is written to the output that its own HTML is given, and to no other");
    }

    /** What is within the layout of that level, or the level's error page for it. */
    private void writeWithin(int level) throws Exception {
        reached = level + 1;
        PageBuffer.Mark mark = out.mark();
        try {
            write(level + 1);
        } catch (Throwable thrown) {
            if (level >= limit || branch.level(level).errorPage(status(thrown)) == null) throw thrown;
            replace(level, thrown);
            out.reset(mark);
            write(depth);
        }
    }

    /** Makes that level's error page the leaf. */
    private void replace(int level, Throwable thrown) throws Exception {
        Problem problem = stage.problem(thrown).orElse(null);
        ErrorPage page = branch.level(level).errorPage(status(thrown));
        if (problem == null || page == null) throw rethrown(thrown);
        depth = level + 1;
        limit = level;
        leaf = Leaf.of(page, request, problem);
        describeLeaf();
    }

    private static Exception rethrown(Throwable thrown) {
        if (thrown instanceof Error error) throw error;
        return (Exception) thrown;
    }

    /** What decides over the error page; none is for a redirect's. */
    private static int status(Throwable thrown) {
        return thrown instanceof Signal signal ? signal.status() : 500;
    }

    private static Supplier<String> name(Branch.Level level, Layout layout) {
        return () -> "the layout " + level.pattern + " (" + CodeName.of(layout) + ")";
    }

    /** Says where it was, unless a part within has said that. */
    private static <T> T located(Supplier<String> part, Callable<T> code) throws Exception {
        try {
            return code.call();
        } catch (Signal | RenderingException known) {
            throw known;
        } catch (Throwable thrown) {
            throw new RenderingException(part.get(), thrown);
        }
    }
}
