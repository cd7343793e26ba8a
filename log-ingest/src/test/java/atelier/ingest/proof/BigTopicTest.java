package atelier.ingest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.LogCommand;
import atelier.ingest.schema.Migrations;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** A topic is compared in less memory than it has bytes: here 160 MB in a heap of 64. */
class BigTopicTest {

    private static final int RECORDS = 400_000;
    private static final int RECORD_BYTES = 400;

    @Test
    void isComparedInAHeapThatCouldNotHoldIt() throws Exception {
        try (Trial trial = new Trial("big")) {
            String topic = trial.topic("topic", 1);
            try (Sender sender = new Sender(trial, Map.of("compression.type", "lz4", "batch.size", 512 * 1024))) {
                byte[] value = new byte[RECORD_BYTES];
                for (int i = 0; i < RECORDS; i++) {
                    byte[] key = String.valueOf(i / 2).getBytes(StandardCharsets.UTF_8);
                    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, key, value);
                    record.headers().add("ce_sequence", new byte[] {(byte) ('1' + i % 2)});
                    sender.add(record);
                    if (i % 20_000 == 0) {
                        sender.flush();
                    }
                }
                sender.flush();
            }
            Uuid id = trial.topicIds().getOrDefault(topic, Uuid.ZERO_UUID);
            new Migrations().apply(trial.clickHouse());
            trial.clickHouse()
                    .run(
                            """
                    INSERT INTO kafka_logs (ingested_at, event_time, topic, topic_id, kafka_partition, kafka_offset, insert_by, ids)
                    SETTINGS async_insert = 0
                    SELECT now64(3), now64(3), {topic:String}, {id:UUID}, 0, number, now64(3) + 60, [] FROM numbers({records:UInt64})""",
                            Map.of(
                                    "topic", topic,
                                    "id",
                                            new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits())
                                                    .toString(),
                                    "records", String.valueOf(RECORDS)));
            ChildJvm verify = trial.closeAtEnd(ChildJvm.of(LogCommand.class, Path.of("target", topic + ".log"))
                    .heap("64m")
                    .arguments("logs:verify", "topic=" + topic)
                    .environment("KAFKA_BROKERS", trial.brokers())
                    .environment("CLICKHOUSE_HOST", "127.0.0.1")
                    .environment(
                            "CLICKHOUSE_PORT",
                            String.valueOf(trial.clickHouseServer().port()))
                    .environment("CLICKHOUSE_DATABASE", trial.group())
                    .patience(Duration.ofMinutes(2))
                    .start());
            int code = verify.onExit().get(2, TimeUnit.MINUTES);

            assertThat(verify.logTail(40)).contains("complete: each of 400000 records in 1 partitions has its one row");
            assertThat(code).isZero();
        }
    }
}
