package atelier.console.journey;

import atelier.console.session.Failure;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks for records in {@code kafka_logs}. */
final class LogEye {

    private static final long PAUSE_NANOS = 20_000_000;

    private final ClickHouse clickhouse;

    LogEye(ClickHouse clickhouse) {
        this.clickhouse = clickhouse;
    }

    String table() {
        return clickhouse.database() + ".kafka_logs at " + clickhouse.address();
    }

    /** False when it is not there in time. */
    boolean await(Heard event, long deadlineNanos) {
        do {
            List<String> values = clickhouse.list(statement(event), RowReader::text);
            if (!values.isEmpty()) {
                if (values.size() > 1 || !values.getFirst().equals(event.value())) {
                    throw new Failure(event.place() + " is " + values.size() + " times in " + table()
                            + ", or not with its value: " + values.getFirst());
                }
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() < deadlineNanos);
        return false;
    }

    /** The id too, because a topic that was made anew has the same offsets again. */
    private static Statement statement(Heard event) {
        Statement.Builder values = new Statement.Builder();
        return values.build("SELECT value FROM kafka_logs WHERE event_id = " + values.text("id", event.eventId())
                + " AND topic = " + values.text("topic", event.topic())
                + " AND kafka_partition = " + values.number("partition", event.partition())
                + " AND kafka_offset = " + values.number("offset", event.offset()));
    }
}
