package dev.after4j.jte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.app.Html;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sent makes no element, no attribute and no script, wherever a template shows it. */
class EscapingTest {
    private static final Jte JTE = Jte.precompiled();
    private static final Document HARMLESS = page("harmless");
    /** The inside of a string in a script: no quote, and no end of a line, but behind a backslash. */
    private static final String STRING = "(?:[^'\"\\\\\\r\\n]|\\\\.)*";

    @TempDir
    Path folder;

    static List<String> hostile() {
        return List.of(
                "<script>alert(1)</script>",
                "</title></style></script></textarea><img src=x onerror=alert(1)>",
                "\"><svg onload=alert(1)>",
                "'><svg onload=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                "');alert(1);//",
                "\");alert(1);//",
                "&#39;);alert(1);//",
                "&apos;-alert(1)-&quot;",
                "\\',alert(1));//",
                "\\",
                "line\nbreak\rand\tmore",
                "-->  <img src=x onerror=alert(1)> <!--",
                "<!--<script>",
                "]]><b>",
                "&lt;b&gt; &amp;",
                "javascript:alert(1)",
                " JavaScript:alert(1)",
                "java\nscript:alert(1)",
                "\u0001javascript:alert(1)",
                "${alert(1)}",
                "`+alert(1)+`",
                "\u2028alert(1)\u2029",
                "smile \ud83d\ude00 \u00e9");
    }

    private static Document page(String text) {
        return Jsoup.parse(Written.page(JTE.view("hostile.jte").with("text", text)));
    }

    /** Every element with the names of its attributes. */
    private static List<String> structure(Document page) {
        return page.getAllElements().stream().map(EscapingTest::shape).toList();
    }

    private static String shape(Element element) {
        return element.tagName()
                + element.attributes().asList().stream().map(Attribute::getKey).toList();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noElementAndNoAttributeAppears(String text) {
        assertThat(structure(page(text))).isEqualTo(structure(HARMLESS));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsReadIsWhatWasSent(String text) {
        Document page = page(text);
        Element paragraph = page.selectFirst("p");
        assertThat(paragraph.wholeText()).isEqualTo(text);
        assertThat(paragraph.attr("title")).isEqualTo(text);
        assertThat(paragraph.attr("lang")).isEqualTo(text);
        assertThat(paragraph.id()).isEqualTo("before " + text + " behind");
        assertThat(page.selectFirst("title").wholeText()).isEqualTo(text);
        assertThat(page.selectFirst("input").attr("value")).isEqualTo(text);
        assertThat(page.selectFirst("em i").wholeText()).isEqualTo(text);
        assertThat(page.select("a").get(1).attr("href").replace("%3A", ":")).isEqualTo("/search?q=" + text);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aStringInAScriptEndsWhereTheTemplateEndsIt(String text) {
        Document page = page(text);
        assertThat(page.selectFirst("script").data())
                .matches(Pattern.quote("var single = '") + STRING + Pattern.quote("', twice = \"") + STRING + "\";");
        assertThat(page.selectFirst("button[onclick]").attr("onclick")).matches("show\\('" + STRING + "'\\)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " JAVAscript:alert(1)",
                "java\nscript:alert(1)",
                "\u0001\u0002javascript:alert(1)",
                "\tjava\tscript\n:alert(1)"
            })
    void anAddressThatRunsAScriptIsMadeAPath(String text) {
        Document page = page(text);
        List<String> addresses = List.of(
                page.selectFirst("a").attr("href"),
                page.selectFirst("img").attr("src"),
                page.selectFirst("iframe").attr("src"),
                page.selectFirst("form").attr("action"),
                page.selectFirst("button[formaction]").attr("formaction"));
        assertThat(addresses).containsOnly(text.replace(":", "%3A"));
    }

    @Test
    void otherAddressesStay() {
        Document page = page("https://example.org/?a=javascript:&b=2");
        assertThat(page.selectFirst("a").attr("href")).isEqualTo("https://example.org/?a=javascript:&b=2");
    }

    @Test
    void commentsOfTemplatesAreNotSent() {
        assertThat(Written.page(JTE.view("hostile.jte").with("text", "secret"))).doesNotContain("<!--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attribute", "block", "script", "style"})
    void aPieceStandsBetweenElementsOnly(String place) {
        View view = JTE.view("piece.jte").with("piece", Html.text("x")).with("place", place);
        assertThatThrownBy(() -> Written.page(view))
                .hasMessageStartingWith("in piece.jte:")
                .rootCause()
                .hasMessageStartingWith("A piece of a page (Html) stands between elements, not in an attribute");
        assertThat(Written.page(view.with("place", "element"))).contains("<p>x</p>");
    }

    @Test
    void templatesThatEscapeNothingAreRefused() throws IOException {
        Files.writeString(folder.resolve("plain.jte"), "@param String text\n<p title=\"${text}\"></p>\n");
        TemplateEngine plain =
                TemplateEngine.create(new DirectoryCodeResolver(folder), folder.resolve("classes"), ContentType.Plain);
        assertThatThrownBy(() -> Written.page(Jte.of(plain).view("plain.jte").with("text", "x")))
                .hasMessage("in plain.jte:2")
                .rootCause()
                .hasMessageContaining("compiled as plain text, which escapes nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>${block}</script>",
                "<i hx-on:click=\"${text}\"></i>",
                "<i hx-on::load=\"${block}\"></i>",
                "<i onclick=\"${block}\"></i>"
            })
    void blocksAndAttributesOfHtmxInAScriptAreEscapedForIt(String markup) throws IOException {
        Files.writeString(
                folder.resolve("script.jte"), "@param String text\n!{var block = @`${text}`;}\n" + markup + "\n");
        View view = Jte.reloading(folder).view("script.jte");
        for (String text : hostile()) {
            Element written = Jsoup.parse(Written.page(view.with("text", text))).selectFirst("script, i");
            String script = written.attributesSize() == 0
                    ? written.data()
                    : written.attributes().asList().get(0).getValue();
            assertThat(script).matches(STRING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p title=${text}></p>", "<p ${text}=\"x\"></p>", "<p ${text}></p>", "<${text}></${text}>"})
    void whatCannotBeEscapedIsNotCompiled(String markup) throws IOException {
        Files.writeString(folder.resolve("open.jte"), "@param String text\n" + markup + "\n");
        assertThatThrownBy(() ->
                        Written.page(Jte.reloading(folder).view("open.jte").with("text", "x")))
                .hasMessageStartingWith("in open.jte");
    }
}
