package dev.after4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
    private final Roster<String> roster = new Roster<>();

    private Roster.Entry<String> join(String name) {
        Roster.Entry<String> entry = new Roster.Entry<>(name);
        roster.join(entry);
        return entry;
    }

    @Test
    void whoJoinedAndHasNotLeftIsPresent() {
        join("a");
        Roster.Entry<String> left = join("b");
        join("c");
        left.leave();
        assertThat(roster.present()).containsExactlyInAnyOrder("a", "c");
        assertThat(roster.present()).containsExactlyInAnyOrder("a", "c");
    }

    /** A scope that somebody keeps holds its entry, and must not hold by it the entries of all that came and went. */
    @Test
    void anEntryThatIsKeptKeepsNoOther() {
        WeakReference<Roster.Entry<String>> below = new WeakReference<>(join("below"));
        Roster.Entry<String> kept = join("kept");
        for (Roster.Entry<String> entry : List.of(below.get(), kept)) entry.leave();
        roster.present();
        while (below.get() != null) System.gc();
        assertThat(kept).isNotNull();
    }
}
