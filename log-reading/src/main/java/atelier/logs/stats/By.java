package atelier.logs.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What records are counted by. */
public enum By {
    TOPIC("topic"),
    TYPE("event_type"),
    STATUS("status"),
    MINUTE("minute");

    private final String column;

    By(String column) {
        this.column = column;
    }

    /** In the query; also the name that JSON gives it. */
    public String column() {
        return column;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(By::word).toList();
    }
}
