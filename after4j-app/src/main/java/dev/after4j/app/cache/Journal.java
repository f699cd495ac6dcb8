package dev.after4j.app.cache;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of sealed lines that grows at its end. One thread at a time. */
final class Journal implements AutoCloseable {
    private final Path file;
    private @Nullable FileOutputStream end;
    private int lines;

    Journal(Path file) {
        this.file = file;
    }

    int lines() {
        return lines;
    }

    /** Whether lines can be added: not before the first {@link #write}, nor when the last call failed, as nobody knows what there is at the end. */
    boolean canAdd() {
        return end != null;
    }

    /** In one call to the operating system, which has them when this returns. */
    void add(List<String> more) throws IOException {
        FileOutputStream out = end;
        if (out == null) throw new IllegalStateException("Lines are added to what has been written");
        end = null;
        try {
            out.write(SealedLines.seal(more));
        } catch (IOException e) {
            out.close();
            throw e;
        }
        end = out;
        lines += more.size();
    }

    /** All of it, in place of what there is. */
    void write(List<String> all) throws IOException {
        close();
        NewFile.write(file, SealedLines.seal(all));
        end = new FileOutputStream(file.toFile(), true);
        lines = all.size();
    }

    @Override
    public void close() throws IOException {
        if (end != null) end.close();
        end = null;
    }
}
