package atelier.console.logs;

import atelier.console.session.Failure;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The log tables. A name that is typed never gets into a statement, only one of these. */
enum LogTable {
    KAFKA_LOGS,
    APPLICATION_LOGS,
    AUDIT_LOGS,
    ANALYTICS_EVENTS,
    EMAIL_LOGS,
    SMS_LOGS;

    /** As it is called in ClickHouse. */
    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LogTable named(String text) {
        for (LogTable table : values()) {
            if (table.sqlName().equals(text)) {
                return table;
            }
        }
        throw Failure.usage("TABLE: \"" + text + "\" is not a log table; there are "
                + Arrays.stream(values()).map(LogTable::sqlName).collect(Collectors.joining(", ")));
    }

    /** For shell completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(LogTable::sqlName).iterator();
        }
    }
}
