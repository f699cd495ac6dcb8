package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.app.spi.ComponentException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageBufferTest {
    private final PageBuffer page = PageBuffer.ofPage();

    private String written() {
        return new String(page.bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "<script>, &lt;script&gt;",
        "\" onload=\", &quot; onload=&quot;",
        "it's, it&#39;s",
        "&amp;, &amp;amp;",
        "t\u00e9 \ud83c\udf75 \u202e, t\u00e9 \ud83c\udf75 \u202e",
    })
    void textIsEscaped(String text, String escaped) {
        page.text(text).markup("<br>");
        assertThat(written()).isEqualTo(escaped + "<br>");
    }

    @Test
    void halfACharacterIsAQuestionMark() {
        page.text("a\ud83cb");
        assertThat(written()).isEqualTo("a?b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8191, 8192, 8193, 100_000})
    void itGrows(int length) {
        String text = "a".repeat(length);
        page.markup(text).markup(text.getBytes(StandardCharsets.UTF_8)).text("end");
        assertThat(written()).isEqualTo(text + text + "end");
    }

    @Test
    void bytesAreCopied() {
        byte[] given = {'a'};
        page.markup(given);
        given[0] = 'b';
        assertThat(written()).isEqualTo("a");
    }

    @Test
    void theGapIsFilledWhereItWasLeft() {
        PageBuffer head = PageBuffer.ofHead();
        head.text("<head>");
        page.text("a");
        page.leaveGap();
        page.text("b");
        assertThat(new String(page.bytes(head), StandardCharsets.UTF_8)).isEqualTo("a&lt;head&gt;b");
    }

    @Test
    void whatIsForgottenTakesItsGapAlong() {
        page.text("a");
        PageBuffer.Mark mark = page.mark();
        page.leaveGap();
        page.text("b");
        page.reset(mark);
        page.text("c");
        page.leaveGap();
        assertThat(written()).isEqualTo("ac");
    }

    private record Outer(Html inner) implements Html {
        @Override
        public void writeTo(HtmlOutput out) {
            out.write(inner);
        }
    }

    private record Failing(Throwable thrown) implements Html {
        @Override
        public void writeTo(HtmlOutput out) throws Exception {
            if (thrown instanceof Error error) throw error;
            throw (Exception) thrown;
        }
    }

    @Test
    void aFailureHasTheNameOfTheInnermostPiece() {
        for (Throwable thrown : new Throwable[] {new java.io.IOException("tea"), new StackOverflowError("tea")})
            assertThatThrownBy(() -> page.write(new Outer(new Failing(thrown))))
                    .isInstanceOfSatisfying(ComponentException.class, failure -> {
                        assertThat(failure.component()).isEqualTo("PageBufferTest$Failing");
                        assertThat(failure.thrown()).isSameAs(thrown);
                    });
        assertThatThrownBy(() -> page.write(out -> out.write(null)))
                .hasRootCauseMessage("A piece of a page is null: return one, or Html.of() for none")
                .hasMessage("in a lambda of PageBufferTest");
    }

    @Test
    void aSignalGoesThroughAsItIs() {
        Signal thrown = Signal.forbidden();
        assertThatThrownBy(() -> page.write(new Outer(new Failing(thrown)))).isSameAs(thrown);
    }
}
