package atelier.logs.octets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as they were stored, which may or may not be text. */
public final class Octets {

    /** In UTF-8, in bytes. */
    private static final int LONGEST_CHARACTER = 4;

    private final byte[] bytes;
    private final @Nullable String text;

    /** Keeps the array, which the caller gives up. */
    public Octets(byte[] bytes) {
        this.bytes = bytes;
        this.text = strictly(bytes);
    }

    public static Octets of(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text, or null when the bytes are not UTF-8. Encoding it again gives the same bytes. */
    public @Nullable String text() {
        return text;
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Without the beginning of a character that cutting has left at the end; the same when that does not make it text. */
    public Octets withoutBrokenEnd() {
        for (int missing = 1; text == null && missing <= LONGEST_CHARACTER - 1 && missing <= bytes.length; missing++) {
            Octets shorter = new Octets(Arrays.copyOf(bytes, bytes.length - missing));
            if (shorter.text != null) {
                return shorter;
            }
        }
        return this;
    }

    public int size() {
        return bytes.length;
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    private static @Nullable String strictly(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
