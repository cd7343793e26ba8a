package atelier.console.letters;

import atelier.console.session.Failure;
import atelier.logs.clickhouse.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a person names a record: the id of its event, or topic, partition and offset. */
record Name(String text) {

    private static final Pattern PLACE = Pattern.compile("([a-zA-Z0-9._-]{1,249})/([0-9]{1,10})/([0-9]{1,18})");
    private static final int LONGEST_ID = 256;

    Name {
        if (text.isBlank() || text.length() > LONGEST_ID + 50) {
            throw Failure.usage("ID: \"" + (text.isBlank() ? text : text.substring(0, 60) + "…")
                    + "\" is not allowed: an event's id, or TOPIC/PARTITION/OFFSET as list shows it");
        }
    }

    /** @param number tells its values from those of other names in the statement */
    String sql(Statement.Builder values, int number) {
        Matcher place = PLACE.matcher(text);
        return place.matches()
                ? "(topic = " + values.text("topic" + number, place.group(1)) + " AND kafka_partition = "
                        + values.number("partition" + number, Long.parseLong(place.group(2))) + " AND kafka_offset = "
                        + values.number("offset" + number, Long.parseLong(place.group(3))) + ")"
                : "event_id = " + values.text("event" + number, text);
    }

    boolean names(Letter letter) {
        return text.equals(letter.place()) || text.equals(letter.eventId().text());
    }
}
