package atelier.logs.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Reads a point in time: a {@link Span} back from now, or an ISO date or time. */
public final class Moment {

    private static final String ALLOWED = "a span back from now (90s, 15m, 2h, 1h30m, 7d, 2w), a date (2026-11-20)"
            + " or a time (2026-11-20T10:00, with Z or +07:00 for a zone)";

    private Moment() {}

    /** @throws IllegalArgumentException if it is neither; the message says what is allowed */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        try {
            return text.indexOf('-', 1) > 0 ? absolute(text.replace(' ', 'T'), zone) : now.minus(Span.parse(text));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(ALLOWED, e);
        }
    }

    private static Instant absolute(String text, ZoneId zone) {
        int time = text.indexOf('T');
        if (time < 0) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        boolean zoned = text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
