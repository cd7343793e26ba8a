package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.schema.Migrations;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class ManyPartitionsTest {

    private static final int MANY = 180;
    private static final int FEW = 20;
    private static final int ALL = MANY + FEW;

    /** Of each partition, in each of the test's two parts. */
    private static final int RECORDS = 60;

    @Test
    void writesAllPartitionsInOnePartAndGoesOnWithAllAfterAKill() throws Exception {
        try (Trial trial = new Trial("many");
                Sender sender = new Sender(trial);
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            new Migrations().apply(trial.clickHouse());
            trial.clickHouse().run("SYSTEM STOP MERGES kafka_logs", Map.of());
            String many = trial.topic("many", MANY);
            String few = trial.topic("few", FEW);
            send(sender, many, MANY);
            send(sender, few, FEW);
            ChildJvm first = trial.ingest("first", proxy.port());
            // The first: it may be the only one, when the batch has room for all.
            Moment.INSERTED_AND_NOT_COMMITTED.kill(first, 0, proxy);
            send(sender, many, MANY);
            send(sender, few, FEW);
            long start = System.nanoTime();
            trial.ingest("second", proxy.port());

            assertIntact(trial, ALL + " partitions, killed with -9 behind an insert", start, Set.of(few));
            assertThat(trial.rows()).isEqualTo(2L * ALL * RECORDS);
            assertThat(parts(trial)).as("parts").isEqualTo(proxy.inserted()).isLessThan(ALL / 2);
            Waiting.until("all ends are committed", () -> committed(trial) == ALL);
        }
    }

    private static void send(Sender sender, String topic, int partitions)
            throws InterruptedException, ExecutionException {
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = ("{\"number\":" + i + "}").getBytes(StandardCharsets.UTF_8);
            for (int partition = 0; partition < partitions; partition++) {
                sender.add(new ProducerRecord<>(topic, partition, null, value));
            }
        }
        sender.flush();
    }

    private static long committed(Trial trial) throws InterruptedException, ExecutionException {
        return trial
                .admin()
                .listConsumerGroupOffsets(trial.group())
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .filter(offset -> offset.offset() == 2 * RECORDS)
                .count();
    }

    static int parts(Trial trial) throws IOException {
        return Integer.parseInt(trial.clickHouse()
                .rows(
                        "SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = 'kafka_logs' AND active",
                        Map.of())
                .getFirst()
                .getFirst());
    }
}
