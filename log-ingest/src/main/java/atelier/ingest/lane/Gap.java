package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Offsets that Kafka no longer has: {@code from} up to, not including, {@code to}. */
record Gap(TopicPartition partition, Uuid topicId, long from, long to, Reason reason) {

    enum Reason {
        /** Retention or a delete-records request was faster than ingest. */
        EXPIRED("expired"),
        /** The log ends before the offset that was read next: Kafka lost its tail. */
        CUT("cut");

        private final String column;

        Reason(String column) {
            this.column = column;
        }
    }

    /** Into the table of gaps, where a second record of the same gap takes the place of the first. */
    void record(ClickHouse clickHouse) throws ClickHouseFailure {
        clickHouse.run(
                """
                INSERT INTO ingest_gaps
                (found_at, topic, topic_id, kafka_partition, from_offset, to_offset, reason)
                SETTINGS async_insert = 0
                SELECT now64(3), {topic:String}, {id:UUID}, {partition:UInt32}, {from:UInt64}, {to:UInt64}, {reason:String}""",
                Map.of(
                        "topic", partition.topic(),
                        "id", Ledger.text(topicId),
                        "partition", String.valueOf(partition.partition()),
                        "from", String.valueOf(from),
                        "to", String.valueOf(to),
                        "reason", reason.column));
    }
}
