package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import atelier.devstack.TestServers;
import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Vitals;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Topics that cannot be read: the others are read on. */
@Tag("faults")
class BrokenTopicsTest {

    /** Of format version 2; the checksum is about the end of it and all that is behind. */
    private static final int BATCH_HEADER_BYTES = 61;

    @Test
    void readsTheOtherPartitionsWhileOneHasACorruptBatch() throws Exception {
        try (Trial trial = new Trial("corrupt");
                Sender sender = new Sender(trial)) {
            String topic = trial.topic("corrupt", 2);
            Path segment = segment(topic);
            send(sender, topic, 0, 100); // of now: odd times would begin segments of their own
            assumeTrue(Files.exists(segment), "the broker's files are not on this machine");
            long corrupt = Files.size(segment) + BATCH_HEADER_BYTES;
            send(sender, topic, 0, 200);
            flip(segment, corrupt);
            ChildJvm ingest = trial.ingest("a", trial.clickHouseServer().port());
            try (Vitals vitals = new Vitals(trial.httpPort())) {
                Waiting.until("it tells of it", () -> vitals.metric("ingest_partitions{state=\"unreadable\"}") == 1);
                send(sender, topic, 1, 50);
                Waiting.until("what can be read is stored", () -> trial.rows() == 150);
                assertThat(vitals.readiness()).startsWith("503 ").contains("does not hand over");
                assertThat(Files.readString(ingest.log()))
                        .contains("UNREADABLE: " + topic + "-0 from offset 100 on")
                        .contains("crc");

                flip(segment, corrupt);
                assertIntact(trial, "a corrupt batch on the broker, later mended", System.nanoTime());
                Waiting.until("it is ready", vitals::ready);
            }
        }
    }

    private static Path segment(String topic) {
        return TestServers.kafka()
                .log()
                .resolveSibling("broker")
                .resolve(topic + "-0")
                .resolve("00000000000000000000.log");
    }

    private static void send(Sender sender, String topic, int partition, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            sender.add(new ProducerRecord<>(topic, partition, null, bytes("{\"number\":" + i + "}")));
        }
        sender.flush();
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int before = bytes.readUnsignedByte();
            bytes.seek(position);
            bytes.write(before ^ 0xFF);
        }
    }

    @Test
    void goesOnWithTheOthersWhenATopicIsDeletedWhileNothingCanBeWritten() throws Exception {
        try (Trial trial = new Trial("deleted");
                Sender sender = new Sender(trial)) {
            String doomed = trial.topic("doomed", 2);
            String other = trial.topic("other", 2);
            sender.send(new OddRecords(27), doomed, 100);
            ChildJvm ingest = trial.ingest("a", trial.clickHouseServer().port());
            Waiting.until("it writes", () -> trial.rows() == 100);
            trial.clickHouseServer().kill();
            try {
                sender.send(new OddRecords(28), doomed, 200);
                sender.send(new OddRecords(29), other, 200);
                Waiting.until("its partitions are paused", () -> logOf(ingest).contains("partitions wait to be read"));
                trial.delete(doomed);
                Waiting.until("the group has let go of it", () -> logOf(ingest).contains("Revoked 2 partitions"));
            } finally {
                trial.clickHouseServer().start();
            }

            assertIntact(trial, "a topic deleted while nothing could be written", System.nanoTime());
            try (Vitals vitals = new Vitals(trial.httpPort())) {
                Waiting.until("it is ready", vitals::ready);
                Waiting.until("there is no lag", () -> vitals.metric("ingest_lag") == 0);
            }
        }
    }

    private static String logOf(ChildJvm ingest) throws IOException {
        return Files.readString(ingest.log());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
