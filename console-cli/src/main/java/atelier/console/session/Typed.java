package atelier.console.session;

import atelier.logs.time.Moment;
import atelier.logs.time.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The value of an option, or of a variable, as it was typed. It is read as what is expected there, or refused in one line
 * that says what is allowed.
 *
 * @param name of the option or variable
 */
public record Typed(String name, String text) {

    /** @throws Failure if it is not one of the words */
    public String oneOf(List<String> words) {
        if (!words.contains(text)) {
            int last = words.size() - 1;
            throw refused(String.join(", ", words.subList(0, last)) + " or " + words.get(last));
        }
        return text;
    }

    /** @throws Failure if it cannot be the name of a topic */
    public String topic() {
        if (!text.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw refused("1 to 249 of a-z A-Z 0-9 . _ -");
        }
        return text;
    }

    /** @throws Failure if it is no whole number, or not between these, both included */
    public long whole(long least, long most) {
        long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw refused("a whole number from " + least + " to " + most);
        }
        return number;
    }

    /** @throws Failure if it is no length of time, nothing at all or longer than so many days */
    public Duration span(int mostDays) {
        String allowed = Span.ALLOWED + ", up to " + mostDays + "d";
        try {
            Duration span = Span.parse(text);
            if (!span.isPositive() || span.compareTo(Duration.ofDays(mostDays)) > 0) {
                throw refused(allowed);
            }
            return span;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refused(allowed);
        }
    }

    /**
     * Reads a time: a span back from now, a date, or a date and time.
     *
     * @param zone of one that names none
     * @throws Failure if it is none
     */
    public Instant moment(Instant now, ZoneId zone) {
        try {
            return Moment.parse(text, now, zone);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /** To be thrown. */
    public Failure refused(String allowed) {
        return Failure.usage(name + ": \"" + text + "\" is not allowed: " + allowed);
    }
}
