package dev.after4j.example.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A cgroup with a limit: what {@code docker run --memory} makes. */
final class MemoryLimit implements AutoCloseable {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private static final FileAttribute<?> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private final Path cgroup;

    private MemoryLimit(Path cgroup) {
        this.cgroup = cgroup;
    }

    static MemoryLimit of(long bytes) throws IOException {
        boolean isFirstVersion = Files.isDirectory(CGROUPS.resolve("memory"));
        Path parent = isFirstVersion ? CGROUPS.resolve("memory") : CGROUPS;
        Path cgroup = Files.createTempDirectory(parent, "after4j-", READABLE); // the JVM looks into it
        Files.writeString(
                cgroup.resolve(isFirstVersion ? "memory.limit_in_bytes" : "memory.max"), Long.toString(bytes));
        return new MemoryLimit(cgroup);
    }

    /** Whether this user can make one on this machine. */
    static boolean canBeMade() {
        try {
            of(1 << 30).close();
            return true;
        } catch (IOException refused) {
            return false;
        }
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
