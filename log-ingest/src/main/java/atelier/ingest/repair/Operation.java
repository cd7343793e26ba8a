package atelier.ingest.repair;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.Uuid;

/** One run of a command, on record in {@code ingest_operations} step by step. */
final class Operation {

    private static final String STEP = """
            INSERT INTO ingest_operations (operation_id, command, state, done_by, topic, topic_id, kafka_partition, from_offset,
                end_offset, target_topic, target_topic_id, records_read, records_written, held_until, note)
            SETTINGS async_insert = 0
            SELECT {operation:UUID}, {command:String}, {state:String}, {by:String}, {topic:String}, {id:UUID}, {partition:UInt32},
                {from:UInt64}, {end:UInt64}, {target:String}, {target_id:UUID}, {read:UInt64}, {written:UInt64},
                fromUnixTimestamp64Milli({until:Int64}, 'UTC'), {note:String}""";

    private final UUID id = UUID.randomUUID();
    private final ClickHouse clickHouse;
    private final String command;

    Operation(ClickHouse clickHouse, String command) {
        this.clickHouse = clickHouse;
        this.command = command;
    }

    /** What an operation is about. */
    record Subject(
            String topic, Uuid topicId, int partition, long from, long end, String targetTopic, Uuid targetTopicId) {}

    UUID id() {
        return id;
    }

    void step(Subject subject, String state, long read, long written, long heldUntil, String note)
            throws ClickHouseFailure {
        Map<String, String> values = new HashMap<>();
        values.put("operation", id.toString());
        values.put("command", command);
        values.put("state", state);
        values.put("by", doneBy());
        values.put("topic", subject.topic());
        values.put("id", text(subject.topicId()));
        values.put("partition", String.valueOf(subject.partition()));
        values.put("from", String.valueOf(subject.from()));
        values.put("end", String.valueOf(subject.end()));
        values.put("target", subject.targetTopic());
        values.put("target_id", text(subject.targetTopicId()));
        values.put("read", String.valueOf(read));
        values.put("written", String.valueOf(written));
        values.put("until", String.valueOf(heldUntil));
        values.put("note", note.replaceAll("[\\\\\\p{Cntrl}]", " "));
        clickHouse.run(STEP, values);
    }

    private static String doneBy() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        return System.getProperty("user.name") + "@" + host + ", process "
                + ProcessHandle.current().pid();
    }

    static String text(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
    }
}
