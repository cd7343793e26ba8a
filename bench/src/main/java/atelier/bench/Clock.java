package atelier.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's time: the same for PostgreSQL, the services and this process. */
final class Clock {
    private Clock() {}

    static long micros() {
        return micros(Instant.now());
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
