package dev.after4j.jte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Signal;
import dev.after4j.app.spi.ComponentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors name the template, its line and the way out, whoever has compiled the template. */
class ErrorsTest {
    static List<Jte> both() {
        return List.of(Jte.precompiled(), Jte.reloading(Path.of("src/test/jte")));
    }

    private static AbstractThrowableAssert<?, ?> assertThatFails(View view, String component) {
        return assertThatThrownBy(() -> Written.page(view))
                .isInstanceOf(ComponentException.class)
                .extracting(thrown -> (ComponentException) thrown)
                .satisfies(thrown -> assertThat(thrown.component()).isEqualTo(component))
                .extracting(ComponentException::thrown, InstanceOfAssertFactories.THROWABLE);
    }

    private static Supplier<String> throwing(Supplier<RuntimeException> made) {
        return () -> {
            throw made.get();
        };
    }

    @ParameterizedTest
    @MethodSource("both")
    void theTemplateAndItsLineAndWhatWasThrown(Jte jte) {
        Supplier<String> code = throwing(() -> new IllegalArgumentException("disk", new IllegalStateException("why")));
        for (String template : List.of("failing.jte", "outer.jte"))
            assertThatFails(jte.view(template).with("code", code), "failing.jte:5")
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("disk")
                    .cause()
                    .hasMessage("why");
    }

    @ParameterizedTest
    @MethodSource("both")
    void withoutAStackTraceTheTemplateIsKnownStill(Jte jte) {
        RuntimeException thrown = new RuntimeException("bare", null, false, false) {
            private static final long serialVersionUID = 1L;
        };
        assertThatFails(jte.view("outer.jte").with("code", throwing(() -> thrown)), "outer.jte")
                .isSameAs(thrown);
    }

    @ParameterizedTest
    @MethodSource("both")
    void anErrorOfTheMachineIsNamedAsWell(Jte jte) {
        Supplier<String> code = () -> {
            throw new StackOverflowError("deep");
        };
        assertThatFails(jte.view("failing.jte").with("code", code), "failing.jte:5")
                .isInstanceOf(StackOverflowError.class);
    }

    @ParameterizedTest
    @MethodSource("both")
    void signalsComeThrough(Jte jte) {
        Signal signal = Signal.forbidden();
        assertThatThrownBy(() -> Written.page(jte.view("outer.jte").with("code", throwing(() -> signal))))
                .isSameAs(signal);
        Html piece = out -> {
            throw signal;
        };
        View around = jte.view("typed.jte").with("name", "a").with("number", 1);
        assertThatThrownBy(() -> Written.page(around.with("piece", piece))).isSameAs(signal);
        View within = jte.view("failing.jte").with("code", throwing(() -> signal));
        assertThatThrownBy(() -> Written.page(around.with("piece", within))).isSameAs(signal);
    }

    @ParameterizedTest
    @MethodSource("both")
    void aSignalThatCodeHasCaughtIsAFailure(Jte jte) {
        Supplier<String> code = throwing(() -> new IllegalStateException("no rights", Signal.forbidden()));
        assertThatFails(jte.view("failing.jte").with("code", code), "failing.jte:5")
                .hasMessage("no rights");
    }

    @ParameterizedTest
    @MethodSource("both")
    void whatFailsInAPieceIsNamedAfterThePiece(Jte jte) {
        record Price() implements Html {
            @Override
            public void writeTo(HtmlOutput out) throws IOException {
                throw new IOException("no rates");
            }
        }
        View view = jte.view("typed.jte").with("name", "a").with("number", 1).with("piece", new Price());
        assertThatFails(view, "Price").hasMessage("no rates");
        View within = jte.view("failing.jte").with("code", throwing(() -> new IllegalStateException("disk")));
        assertThatFails(view.with("piece", within), "failing.jte:5").hasMessage("disk");
    }

    @Test
    void aTemplateThatTheBuildHasNotCompiled() {
        assertThatFails(Jte.precompiled().view("absent.jte"), "absent.jte")
                .hasMessageContaining("There is no such template on the class path")
                .hasMessageContaining("goal generate of JTE's Maven plugin");
    }

    @Test
    void aTemplateWithoutAFile() {
        assertThatFails(Jte.reloading(Path.of("src/test/jte")).view("absent.jte"), "absent.jte")
                .hasMessageContaining("absent.jte not found")
                .hasMessageContaining(
                        Path.of("src/test/jte/absent.jte").toAbsolutePath().toString());
    }

    @ParameterizedTest
    @MethodSource("both")
    void aMissingParameter(Jte jte) {
        assertThatFails(jte.view("typed.jte").with("name", "a"), "typed.jte:3")
                .hasMessageContaining("The parameter 'number' is missing: add .with(\"number\", ..)");
    }

    @ParameterizedTest
    @MethodSource("both")
    void aParameterThatTheTemplateHasNot(Jte jte) {
        View view = jte.view("typed.jte").with("name", "a").with("number", 1);
        assertThatFails(view.with("nmae", "b"), "typed.jte")
                .hasMessage("The template has no parameter 'nmae'; it has name, number, piece");
        assertThatFails(jte.view("fixed.jte").with("name", "b"), "fixed.jte").hasMessageEndingWith("it has none");
    }

    @ParameterizedTest
    @MethodSource("both")
    void aParameterOfAnotherType(Jte jte) {
        View view = jte.view("typed.jte").with("name", "a").with("number", 1);
        assertThatFails(view.with("number", "1"), "typed.jte:3")
                .hasMessageStartingWith("The parameter 'number' is a java.lang.String, which does not fit: ")
                .hasMessageContaining("java.lang.Integer");
        assertThatFails(view.with("number", null), "typed.jte:3")
                .hasMessageStartingWith("The parameter 'number' is null, which does not fit: ");
        assertThatFails(view.with("name", Html.text("a")), "typed.jte:2")
                .hasMessageStartingWith("The parameter 'name' is an Html, which is a gg.jte.Content to templates");
    }

    @ParameterizedTest
    @MethodSource("both")
    void parametersMayBeNullLeftOutOrReplaced(Jte jte) {
        View view = jte.view("typed.jte").with("name", "a").with("number", 1);
        assertThat(Written.page(view)).contains("<p>a 1 </p>");
        assertThat(Written.page(view.with("name", null).with("piece", null))).contains("<p> 1 </p>");
        assertThat(Written.page(view.with("name", "b"))).contains("<p>b 1 </p>");
        assertThat(Written.page(view)).as("immutable").contains("<p>a 1 </p>");
    }

    @Test
    void aViewIsNamedAfterItsTemplate() {
        assertThat(Jte.precompiled().view("typed.jte").with("name", "a")).hasToString("typed.jte");
    }
}
