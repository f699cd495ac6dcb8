package dev.after4j.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is imported with the BOM: the versions of this project, and of nothing else. */
class BomTest {
    private final String bom = Project.read(Project.ROOT.resolve("after4j-bom/pom.xml"));

    private static List<String> all(String pattern, String in) {
        return Pattern.compile(pattern)
                .matcher(in)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void managesWhatIsPublishedAndNothingElse() {
        assertThat(all("<dependency>.*<artifactId>(.*)</artifactId>", bom))
                .containsExactlyInAnyOrderElementsOf(Project.PUBLISHED);
        assertThat(all("<dependency><groupId>(.*?)</groupId>", bom)).containsOnly("dev.after4j");
        assertThat(bom).doesNotContain("<parent>");
    }

    @Test
    void hasTheVersionOfTheRest() {
        String parent = Project.read(Project.ROOT.resolve("pom.xml"));
        assertThat(all("<version>(.*?)</version>", bom).get(0))
                .isEqualTo(all("<version>(.*?)</version>", parent).get(0));
    }
}
