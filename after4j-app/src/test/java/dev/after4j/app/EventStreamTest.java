package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    private static final class Flushed extends ByteArrayOutputStream {
        private String sent = "";

        @Override
        public void flush() {
            sent = toString(StandardCharsets.UTF_8);
        }
    }

    private final Flushed out = new Flushed();
    private final EventStream events = new EventStream(out);

    @Test
    void eachEventIsSentAtOnce() throws IOException {
        events.send("t\u00e9");
        assertThat(out.sent).isEqualTo("data: t\u00e9\n\n");
        events.keepAlive();
        assertThat(out.sent).endsWith("\n\n:\n\n");
        events.send("price", "3");
        assertThat(out.sent).endsWith(":\n\nevent: price\ndata: 3\n\n");
    }

    @Test
    void noLineBreakOfTheDataBeginsAnythingElse() throws IOException {
        events.send("a\r\nevent: b\rid: c\n\nretry: 1\n");
        assertThat(out.sent).isEqualTo("data: a\ndata: event: b\ndata: id: c\ndata: \ndata: retry: 1\ndata: \n\n");
    }

    @Test
    void noData() throws IOException {
        events.send("");
        assertThat(out.sent).isEqualTo("data: \n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb"})
    void aTypeIsOnOneLine(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events.send(type, "x"))
                .withMessageContaining("one line");
        assertThat(out.size()).isZero();
    }
}
