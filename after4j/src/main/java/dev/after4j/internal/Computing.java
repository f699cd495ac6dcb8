package dev.after4j.internal;

import dev.after4j.spi.Surface;

/** A binding inside the computation of a memoised function; carried along to other threads with the scope. */
final class Computing extends Binding {
    private final Binding outer;
    private final MemoStore.Cell cell;

    Computing(Binding outer, MemoStore.Cell cell) {
        super(outer);
        this.outer = outer;
        this.cell = cell;
    }

    @Override
    Scope scope() {
        return outer.scope();
    }

    @Override
    Binding on(Surface inner) {
        return new Computing(super.on(inner), cell);
    }

    @Override
    MemoStore.Cell computing() {
        return cell;
    }

    @Override
    void detach() {
        outer.detach();
    }
}
