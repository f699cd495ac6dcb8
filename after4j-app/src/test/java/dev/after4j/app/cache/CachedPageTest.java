package dev.after4j.app.cache;

import static dev.after4j.app.cache.Pages.NOON;
import static dev.after4j.app.cache.Pages.full;
import static dev.after4j.app.cache.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CachedPageTest {
    @Test
    void comesBackFromItsBytesAsItWas() throws Exception {
        for (CachedPage page : List.of(full(), page(0, ""), page(Long.MAX_VALUE, "x", "tag"))) {
            CachedPage back = CachedPage.of(page.toBytes());
            assertThat(back).usingRecursiveComparison().isEqualTo(page);
            assertThat(back.toBytes()).isEqualTo(page.toBytes());
        }
    }

    @Test
    void bytesDoNotDependOnTheOrderOfTags() {
        CachedPage page = page(1, "body", "a", "b", "c", "d", "e");
        assertThat(page.toBytes())
                .isEqualTo(page(1, "body", "e", "c", "a", "d", "b").toBytes());
    }

    @Test
    void aFlippedBitAnywhereIsNotAPage() {
        byte[] bytes = full().toBytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> CachedPage.of(flipped)).isInstanceOf(CorruptPageException.class);
        }
    }

    @Test
    void whatIsCutOffOrAddedIsNotAPage() {
        byte[] bytes = full().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> CachedPage.of(cut)).isInstanceOf(CorruptPageException.class);
        }
        assertThatThrownBy(() -> CachedPage.of(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(CorruptPageException.class);
    }

    @Test
    void anyOtherBytesBehindTheirOwnChecksumAreNotAPage() {
        byte[] bytes = full().toBytes();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] altered = bytes.clone();
            ByteBuffer.wrap(altered).putInt(5 + random.nextInt(bytes.length - 13), random.nextInt());
            seal(altered);
            readsOrSaysCorrupt(altered);
        }
        byte[] later = bytes.clone();
        later[4] = 2;
        seal(later);
        assertThatThrownBy(() -> CachedPage.of(later)).hasMessage("its format is of version 2, not 1");
        assertThatThrownBy(() -> CachedPage.of("<!doctype html>".getBytes())).hasMessage("it is not a page");
    }

    private static void seal(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) checksum.getValue());
    }

    private static void readsOrSaysCorrupt(byte[] bytes) {
        try {
            assertThat(CachedPage.of(bytes).weight()).isPositive();
        } catch (CorruptPageException expected) {
            assertThat(expected).hasMessage("its parts do not fit together");
        }
    }

    @Test
    void gzipIsThereWhereItIsShorter() throws Exception {
        CachedPage page = full();
        byte[] gzip = page.gzip().orElseThrow();
        assertThat(gzip.length).isLessThan(page.body().length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes())
                .isEqualTo(page.body());
        assertThat(full().gzip().orElseThrow()).isEqualTo(gzip);
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        assertThat(of(List.of(), noise).gzip()).isEmpty();
        assertThat(of(List.of(), new byte[0]).gzip()).isEmpty();
        assertThat(of(List.of("content-encoding", "br"), new byte[5_000]).gzip())
                .isEmpty();
    }

    @Test
    void etagIsOfFieldsAndBody() {
        assertThat(page(1, "a", "tag").etag())
                .matches("\"[\\w-]{22}\"")
                .isEqualTo(page(2, "a").etag());
        assertThat(page(1, "a").etag()).isNotEqualTo(page(1, "b").etag());
        assertThat(of(List.of("A", "b"), new byte[0]).etag())
                .isNotEqualTo(of(List.of("A", "c"), new byte[0]).etag())
                .isNotEqualTo(of(List.of("Ab", ""), new byte[0]).etag())
                .isNotEqualTo(of(List.of("A", ""), "b".getBytes()).etag());
    }

    @Test
    void weighsAtLeastWhatItHolds() {
        CachedPage page = full();
        assertThat(page.weight())
                .isBetween(page.body().length + page.gzip().orElseThrow().length, page.body().length * 3 + 2_000);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> of(List.of("A"), new byte[0]))
                .hasMessage("Fields are names and values in turn, but these are 1: [A]");
        assertThatThrownBy(() -> of(List.of(), new byte[CachedPage.LARGEST_BODY + 1]))
                .hasMessage("A body of 67108865 bytes is too large to be kept: at most 67108864");
        CachedPage.Fragment outside = new CachedPage.Fragment(new byte[0], 1, 3);
        assertThatThrownBy(() -> new CachedPage(
                        1, NOON, Optional.empty(), Set.of(), List.of(), new byte[2], Optional.of(outside)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static CachedPage of(List<String> fields, byte[] body) {
        return new CachedPage(1, NOON, Optional.empty(), Set.of(), fields, body, Optional.empty());
    }
}
