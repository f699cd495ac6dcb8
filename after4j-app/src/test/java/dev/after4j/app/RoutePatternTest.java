package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutePatternTest {
    @Test
    void segmentsAndNames() {
        RoutePattern pattern = RoutePattern.parse("/orders/{order-id}/lines/{rest...}");
        assertThat(pattern.segments()).containsExactly("orders", "{order-id}", "lines", "{rest...}");
        assertThat(pattern.names()).containsExactly("order-id", "rest");
        assertThat(pattern).hasToString("/orders/{order-id}/lines/{rest...}");
        assertThat(RoutePattern.parse("/").segments()).isEmpty();
        assertThat(RoutePattern.parse("/a b/t\u00e9:x").segments()).isEqualTo(List.of("a b", "t\u00e9:x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            orders              | it begins with '/'
            ``                  | it begins with '/'
            /orders/            | it does not end with '/'
            /orders//lines      | it has no empty segments
            /{path...}/lines    | {path...} takes the rest of the path, and comes last
            /{id}/{id}          | it names 'id' twice
            /{id}/{id...}       | it names 'id' twice
            /{}                 | '{}' is neither {name} nor {name...} nor plain text
            /{7}                | '{7}' is neither
            /a{id}              | 'a{id}' is neither
            /{id                | '{id' is neither
            /*                  | '*' is neither
            /:id                | ':id' is neither
            /[id]               | '[id]' is neither
            /a%20b              | 'a%20b' is neither
            /a?b                | 'a?b' is neither
            /a#b                | 'a#b' is neither
            /a\\b               | 'a\\b' is neither
            /a/..               | '..' is neither
            /.                  | '.' is neither
            """)
    void whatIsNotWellFormedIsRefusedWithTheRuleAndAnExample(String text, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutePattern.parse(text))
                .withMessageContaining("'" + text + "' is no pattern of a route: " + rule)
                .withMessageEndingWith("; such as /orders/{id} or /files/{path...}");
    }
}
