package dev.after4j.internal;

import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import org.jspecify.annotations.Nullable;

/** Code that runs on another surface than the code around it, in the same scope; which is opened when it is first asked for. */
final class Inner implements Bound, OpenScope.Entered {
    private final Bound outer;
    private final Surface surface;
    private @Nullable Binding binding;

    Inner(Bound outer, Surface surface) {
        this.outer = outer;
        this.surface = surface;
    }

    @Override
    public Binding binding() {
        Binding made = binding;
        if (made == null) made = outer.binding().on(surface);
        binding = made;
        return made;
    }

    @Override
    public Surface surface() {
        return surface;
    }

    @Override
    public void close() {
        Binding.swap(outer);
    }
}
