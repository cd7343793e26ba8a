package atelier.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256: what is kept of a request instead of the request. */
final class Fingerprint {
    private Fingerprint() {}

    /** Of texts that hold no line break. */
    static byte[] of(String... parts) {
        return of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What an advisory lock can take of it. Two requests that share it only wait for each other. */
    static long lockOf(byte[] fingerprint) {
        return ByteBuffer.wrap(fingerprint).getLong();
    }
}
