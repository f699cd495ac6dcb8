package dev.after4j.app;

import dev.after4j.app.spi.ComponentException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A page in the making, in UTF-8, with a gap for its head. */
final class PageBuffer implements HtmlOutput {
    private static final int PAGE_BYTES = 8 * 1024;
    private static final int HEAD_BYTES = 512;
    private static final int NOWHERE = -1;

    private byte[] bytes;
    private int length;
    private int head = NOWHERE;

    private PageBuffer(int firstBytes) {
        bytes = new byte[firstBytes];
    }

    static PageBuffer ofPage() {
        return new PageBuffer(PAGE_BYTES);
    }

    static PageBuffer ofHead() {
        return new PageBuffer(HEAD_BYTES);
    }

    @Override
    public HtmlOutput markup(String trusted) {
        return markup(trusted.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public HtmlOutput markup(byte[] trusted) {
        if (trusted.length > bytes.length - length)
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, trusted.length), bytes.length * 2));
        System.arraycopy(trusted, 0, bytes, length, trusted.length);
        length += trusted.length;
        return this;
    }

    @Override
    public HtmlOutput text(String text) {
        return markup(Escaping.escape(text));
    }

    @Override
    public HtmlOutput write(Html piece) {
        Objects.requireNonNull(piece, "A piece of a page is null: return one, or Html.of() for none");
        try {
            piece.writeTo(this);
        } catch (Signal | ComponentException known) {
            throw known;
        } catch (Throwable thrown) {
            throw new ComponentException(CodeName.of(piece), thrown);
        }
        return this;
    }

    /** What is written later to {@link #bytes} goes here. */
    void leaveGap() {
        if (head != NOWHERE)
            throw new IllegalStateException(
                    "The head of a page is written once, by one of its layouts; two of them did");
        head = length;
    }

    int length() {
        return length;
    }

    boolean gapIsBefore(int place) {
        return head != NOWHERE && head < place;
    }

    /** How far this has been written. */
    record Mark(int length, int head) {}

    Mark mark() {
        return new Mark(length, head);
    }

    /** Forgets all that was written since. */
    void reset(Mark mark) {
        length = mark.length;
        head = mark.head;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** With {@code filling} in the gap. */
    byte[] bytes(PageBuffer filling) {
        if (head == NOWHERE) return bytes();
        byte[] whole = new byte[length + filling.length];
        System.arraycopy(bytes, 0, whole, 0, head);
        System.arraycopy(filling.bytes, 0, whole, head, filling.length);
        System.arraycopy(bytes, head, whole, head + filling.length, length - head);
        return whole;
    }
}
