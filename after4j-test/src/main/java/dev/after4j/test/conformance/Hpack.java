package dev.after4j.test.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Headers of HTTP/2, without a dynamic table: requests are written as plain literals, of responses the status is read. */
final class Hpack {
    private static final int[] STATUS_OF_INDEX = {200, 204, 206, 304, 400, 404, 500};
    private static final int FIRST_STATUS = 8;
    private static final int LAST_STATUS = 14;

    private Hpack() {}

    static byte[] request(String method, String path, Map<String, String> headers) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, ":method", method);
        literal(block, ":scheme", "http");
        literal(block, ":path", path);
        literal(block, ":authority", "127.0.0.1");
        headers.forEach((name, value) -> literal(block, name, value));
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        string(block, name);
        string(block, value);
    }

    private static void string(ByteArrayOutputStream block, String text) {
        if (text.length() > 126) throw new IllegalArgumentException("too long for this client: " + text);
        block.write(text.length());
        block.writeBytes(text.getBytes(US_ASCII));
    }

    /** The first header of a response, which is its status. */
    static int status(byte[] block) throws IOException {
        int at = 0;
        while ((block[at] & 0xE0) == 0x20) at++; // the table's size, zero
        int first = block[at] & 0xFF;
        if ((first & 0x80) != 0) return STATUS_OF_INDEX[(first & 0x7F) - FIRST_STATUS];
        int index = first & ((first & 0xC0) == 0x40 ? 0x3F : 0x0F);
        if (index < FIRST_STATUS || index > LAST_STATUS)
            throw new IOException("the response does not begin with its status");
        boolean packed = (block[at + 1] & 0x80) != 0;
        return packed ? digits(block, at + 2) : Integer.parseInt(new String(block, at + 2, 3, US_ASCII));
    }

    /** Three digits in Huffman's code: 0 to 2 have five bits, the others six. */
    private static int digits(byte[] block, int at) {
        int bits = 0;
        for (int i = 0; i < 3 && at + i < block.length; i++) bits |= (block[at + i] & 0xFF) << (24 - 8 * i);
        int number = 0;
        for (int digit = 0; digit < 3; digit++) {
            int five = bits >>> 27;
            int value = five <= 2 ? five : (bits >>> 26) - 0x16;
            bits <<= five <= 2 ? 5 : 6;
            number = number * 10 + value;
        }
        return number;
    }
}
