package atelier.ingest.repair;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.proof.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who else inserts old rows of a partition, or wants to: as they have put on record, and as ClickHouse is still busy with. */
final class Rivals {

    private static final String OTHERS = """
            SELECT any(done_by), toString(min(at)) FROM ingest_operations
            WHERE command = 'logs:backfill' AND topic_id = {id:UUID} AND kafka_partition = {partition:UInt32}
                AND operation_id != {operation:UUID}
            GROUP BY operation_id
            HAVING max(held_until) > now64(3) AND countIf(state IN ('done', 'failed', 'stopped')) = 0""";

    private final ClickHouse clickHouse;
    private final UUID operation;
    private final Operation.Subject subject;

    /** @param operation is none of them */
    Rivals(ClickHouse clickHouse, UUID operation, Operation.Subject subject) {
        this.clickHouse = clickHouse;
        this.operation = operation;
        this.subject = subject;
    }

    /** Each as one says it to people; none if the partition is free. */
    List<String> now() throws ClickHouseFailure {
        Map<String, String> which = Map.of(
                "id", Operation.text(subject.topicId()),
                "partition", String.valueOf(subject.partition()),
                "operation", operation.toString());
        return clickHouse.rows(OTHERS, which).stream()
                .map(row -> row.get(0) + " since " + row.get(1))
                .toList();
    }

    /** Whether an INSERT of anyone is running; one that was begun in time may still come in. */
    boolean insert() throws ClickHouseFailure {
        String running = "SELECT query_id FROM system.processes WHERE startsWith(query_id, {prefix:String})";
        return !clickHouse
                .rows(running, Map.of("prefix", queryIdPrefix(subject)))
                .isEmpty();
    }

    /** Of every INSERT into that partition of that topic. */
    static String queryIdPrefix(Operation.Subject subject) {
        return "backfill-" + Operation.text(subject.topicId()) + "-" + subject.partition() + "-";
    }

    /** To be thrown. */
    Unanswered inTheWay(String rival) {
        return Unanswered.because(
                "partition " + subject.partition() + " of " + subject.topic() + " is being backfilled by " + rival);
    }
}
