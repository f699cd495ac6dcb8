package dev.after4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Collected;
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
    void anEntryThatIsKeptKeepsNoOther() throws Exception {
        WeakReference<?> below = comeAndGo();
        Roster.Entry<String> kept = join("kept");
        kept.leave();
        roster.present();
        Collected.await(List.of(below));
        assertThat(kept).isNotNull();
    }

    /** In a frame of its own, so that no local of the test holds what must go. */
    private WeakReference<?> comeAndGo() {
        Roster.Entry<String> entry = join("below");
        entry.leave();
        return new WeakReference<>(entry);
    }
}
