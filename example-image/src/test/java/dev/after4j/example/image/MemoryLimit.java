package dev.after4j.example.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cgroup with a limit: what {@code docker run --memory} makes. */
final class MemoryLimit implements AutoCloseable {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final Path cgroup;

    private MemoryLimit(Path cgroup) {
        this.cgroup = cgroup;
    }

    static MemoryLimit of(long bytes) throws IOException {
        boolean isFirstVersion = Files.isDirectory(CGROUPS.resolve("memory"));
        Path parent = isFirstVersion ? CGROUPS.resolve("memory") : CGROUPS;
        Path cgroup = Files.createDirectory(
                parent.resolve("after4j-" + ProcessHandle.current().pid()));
        Files.writeString(
                cgroup.resolve(isFirstVersion ? "memory.limit_in_bytes" : "memory.max"), Long.toString(bytes));
        return new MemoryLimit(cgroup);
    }

    /** Who writes itself in there is in. */
    Path processes() {
        return cgroup.resolve("cgroup.procs");
    }

    /** Those in it must have ended. */
    @Override
    public void close() throws IOException {
        Files.delete(cgroup);
    }
}
