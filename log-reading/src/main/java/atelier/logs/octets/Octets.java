package atelier.logs.octets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as they were stored, which may or may not be text. */
public final class Octets {

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
