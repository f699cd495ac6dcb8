package dev.after4j.app.test;

import dev.after4j.app.cache.PageCache;

class InMemoryPagesContractTest extends PageCacheContract {
    @Override
    protected PageCache open() {
        return PageCache.inMemory(1_000_000);
    }
}
