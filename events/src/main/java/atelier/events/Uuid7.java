package atelier.events;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Time-ordered UUIDs, version 7 of RFC 9562: 48 bits of milliseconds, 12 bits of the fraction below (method 3 of section 6.2), 62 random bits.
 */
public final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VERSION = 0x7000L;
    private static final int FRACTION_STEPS = 4096;
    private static final int MICROS_PER_MILLI = 1000;

    private Uuid7() {}

    /** A new id of this moment; ids of one millisecond sort by their time to the microsecond. */
    public static UUID next() {
        return at(Instant.now(), RANDOM.nextLong());
    }

    static UUID at(Instant time, long random) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        long fraction = (micros % MICROS_PER_MILLI) * FRACTION_STEPS / MICROS_PER_MILLI;
        return new UUID(((micros / MICROS_PER_MILLI) << 16) | VERSION | fraction, VARIANT | (random >>> 2));
    }
}
