package atelier.outbox;

import atelier.delivery.relay.PublishedEvents.After;
import atelier.problem.reading.Parameters;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page begins, as text: microseconds since 1970, a dash, the number of a row; a row of 0 is before all of that microsecond. */
final class Behind {
    /** To the year 2286, and numbers that fit. */
    private static final Pattern FORM = Pattern.compile("([0-9]{1,16})-([0-9]{1,18})");

    private static final int LONGEST = 40;
    private static final long MICROS = 1_000_000;

    private Behind() {}

    static String text(After after) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, after.createdAt());
        return micros + "-" + after.row();
    }

    static After read(Parameters query) {
        String text = query.text("after", LONGEST);
        Matcher parts = FORM.matcher(text == null ? "0-0" : text);
        if (!parts.matches()) {
            query.refuse(
                    "after",
                    "must be a number of microseconds since 1970, - and the number of a row, as in 1763726400000000-0");
            return After.NOTHING;
        }
        long micros = Long.parseLong(parts.group(1));
        return new After(
                Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000), Long.parseLong(parts.group(2)));
    }
}
