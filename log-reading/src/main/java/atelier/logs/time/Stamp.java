package atelier.logs.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Writes times. By hand, because a DateTimeFormatter costs more than the rest of a short run. */
public final class Stamp {

    private Stamp() {}

    /** {@code 2026-11-20 19:38:44.123} in the zone. */
    public static String full(Instant time, ZoneId zone) {
        LocalDateTime at = LocalDateTime.ofInstant(time, zone);
        return date(at) + " " + clock(at) + millis(at);
    }

    /** {@code 11-20 19:38:44} in the zone. */
    public static String brief(Instant time, ZoneId zone) {
        LocalDateTime at = LocalDateTime.ofInstant(time, zone);
        return date(at).substring(5) + " " + clock(at);
    }

    /** {@code 2026-11-20T19:38:44.123Z}, for machines. */
    public static String utc(Instant time) {
        LocalDateTime at = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        return date(at) + "T" + clock(at) + millis(at) + "Z";
    }

    /** The two largest units that matter: {@code 2 h 5 min}. */
    public static String span(Duration span) {
        if (span.isNegative()) {
            return "-" + span(span.negated());
        }
        if (span.toSeconds() < 1) {
            return span.toMillis() + " ms";
        }
        if (span.toMinutes() < 1) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        return span.toDays() < 1
                ? span.toHours() + " h " + span.toMinutesPart() + " min"
                : span.toDays() + " d " + span.toHoursPart() + " h";
    }

    private static String date(LocalDateTime at) {
        return padded(at.getYear(), 4) + "-" + padded(at.getMonthValue(), 2) + "-" + padded(at.getDayOfMonth(), 2);
    }

    private static String clock(LocalDateTime at) {
        return padded(at.getHour(), 2) + ":" + padded(at.getMinute(), 2) + ":" + padded(at.getSecond(), 2);
    }

    private static String millis(LocalDateTime at) {
        return "." + padded(at.get(ChronoField.MILLI_OF_SECOND), 3);
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
    }
}
