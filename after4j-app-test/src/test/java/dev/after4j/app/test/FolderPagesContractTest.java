package dev.after4j.app.test;

import dev.after4j.app.cache.PageCache;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class FolderPagesContractTest {
    @Nested
    class WithRoomInMemory extends OverAFolder {
        WithRoomInMemory() {
            super(1_000_000);
        }
    }

    /** Each page is read from its file. */
    @Nested
    class WithoutRoomInMemory extends OverAFolder {
        WithoutRoomInMemory() {
            super(0);
        }
    }

    abstract static class OverAFolder extends PageCacheContract {
        private final long maxBytes;

        @TempDir
        Path folder;

        OverAFolder(long maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Override
        protected PageCache open() {
            return PageCache.over(folder, maxBytes, "app 1");
        }

        @Override
        protected boolean isLasting() {
            return true;
        }
    }
}
