package atelier.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.proof.Asked;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.Oracle;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Verdict;
import atelier.ingest.trial.Vitals;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kafka's retention deletes what was not read yet. In these rows "lost" is what was neither stored nor recorded as a gap. */
@Tag("faults")
class UnreadTest {

    /** A consumer's question is answered after {@code fetch.max.wait.ms}, half a second, even if there is nothing. */
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(2);

    @Test
    void recordsWhatWasDeletedBeforeItWasReadAndStoresTheRest() throws Exception {
        try (Trial trial = new Trial("unread")) {
            Load load = trial.closeAtEnd(new Load(trial, 23));
            String topic = trial.group() + ".plain";
            ChildJvm first = trial.ingest("first", trial.clickHouseServer().port());
            Waiting.until("it writes", () -> trial.rows() > 2_000);
            first.suspend();
            deleteUnread(trial, topic);
            first.resume();
            try (Vitals vitals = new Vitals(trial.httpPort())) {
                Waiting.until("it tells of a gap", () -> vitals.metric("ingest_gaps_total{reason=\"EXPIRED\"}") > 0);
            }
            assertThat(Files.readString(first.log())).containsPattern("ERROR .*GAP in " + topic);
            first.kill();
            deleteUnread(trial, topic);
            long start = System.nanoTime();
            trial.ingest("second", trial.clickHouseServer().port());
            load.close();

            assertAllIsStoredOrRecorded(trial, topic, "deleted by Kafka before it was read, under load", start);
        }
    }

    /**
     * The table's rows have expired, so that the committed offset decides where to go on; ingest dies when it has read up
     * to a gap and before it has written that.
     */
    @Test
    void doesNotCountWhatItHasReadBeforeAGapAsStored() throws Exception {
        try (Trial trial = new Trial("before");
                Sender sender = new Sender(trial, Map.of("linger.ms", 200));
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            String topic = trial.topic("before", 1);
            send(sender, topic, 15); // one fetch
            Map<String, String> tenAtOnce = Map.of("INGEST_BATCH_ROWS", "10", "INGEST_BATCH_MS", "10000");
            ChildJvm first = trial.ingest("first", proxy.port(), "512m", tenAtOnce);
            Waiting.until("ten are written, and five are held", () -> trial.rows() == 10);
            trial.clickHouse().run("TRUNCATE TABLE kafka_logs", Map.of());
            first.suspend();
            // Else they would be the answer to what it has asked last.
            long suspended = System.nanoTime();
            Waiting.until("Kafka has answered", () -> System.nanoTime() - suspended > LONGEST_FETCH.toNanos());
            send(sender, topic, 3);
            TopicPartition partition = new TopicPartition(topic, 0);
            delete(trial, Map.of(partition, 18L));
            CountDownLatch killed = Moment.BEFORE_IT_IS_SENT.arm(first, 0, proxy);
            first.resume();
            Waiting.until("it is killed", () -> killed.getCount() == 0);
            proxy.hooks(new ClickHouseProxy.Hooks() {});
            long start = System.nanoTime();
            trial.ingest("second", proxy.port());
            send(sender, topic, 5);
            Waiting.until("it goes on", () -> trial.rows() == 5);

            long lost = 18 - 10 + 5 - storedOrRecorded(trial, partition);
            new Verdict(18 + 5, lost, 0, 0, 0)
                    .report("killed with records read up to a gap", Duration.ofNanos(System.nanoTime() - start));
            assertThat(lost).isZero();
        }
    }

    private static void send(Sender sender, String topic, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            sender.add(new ProducerRecord<>(topic, 0, null, new byte[] {'{', '}'}));
        }
        sender.flush();
    }

    /** Deletes all that there is once enough of it is not stored. */
    private static void deleteUnread(Trial trial, String topic) throws Exception {
        long before = total(ends(trial, topic));
        Waiting.until("enough is there that is not stored", () -> total(ends(trial, topic)) > before + 1_000);
        delete(trial, ends(trial, topic));
    }

    private static void delete(Trial trial, Map<TopicPartition, Long> ends) throws Exception {
        Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
        ends.forEach((partition, end) -> wanted.put(partition, RecordsToDelete.beforeOffset(end)));
        trial.admin().deleteRecords(wanted).all().get();
    }

    private static Map<TopicPartition, Long> ends(Trial trial, String topic)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        IntStream.range(0, Load.PARTITIONS)
                .forEach(partition -> latest.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        trial.admin().listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static long total(Map<TopicPartition, Long> ends) {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Every offset of a topic without transactions, and every record of the others that Kafka still has. */
    private static void assertAllIsStoredOrRecorded(Trial trial, String topic, String fault, long start)
            throws IOException, InterruptedException, ExecutionException {
        Verdict rest = verdictOfWhatIsLeft(trial);
        Map<TopicPartition, Long> ends = ends(trial, topic);
        // Where a partition ends with a gap no row behind it tells that it is recorded.
        awaitOrLose("all of " + topic + " is stored or recorded", () -> known(trial, ends) >= total(ends));
        long known = known(trial, ends);
        Verdict all = new Verdict(
                rest.events() + total(ends), rest.lost() + total(ends) - known, 0, rest.altered(), rest.outOfOrder());
        all.report(fault, Duration.ofNanos(System.nanoTime() - start));
        assertThat(all.flawless()).as(all.toString()).isTrue();
        assertThat(trial.clickHouse()
                        .rows(
                                "SELECT count() - uniqExact(topic_id, kafka_partition, kafka_offset) FROM kafka_logs",
                                Map.of()))
                .as("doubled")
                .containsExactly(List.of("0"));
        List<String> told = new ArrayList<>(Asked.about(trial, trial.topics()).told());
        assertThat(told).isNotEmpty().allMatch(finding -> finding.startsWith("GAP "));
    }

    /** The table has rows that Kafka has no more: that it has as many as Kafka says nothing. */
    private static Verdict verdictOfWhatIsLeft(Trial trial)
            throws IOException, InterruptedException, ExecutionException {
        awaitOrLose(
                "all that Kafka still has is stored",
                () -> new Oracle(trial).verdict().lost() == 0);
        return new Oracle(trial).verdict();
    }

    /** What does not come is counted as lost afterwards. */
    private static void awaitOrLose(String what, Callable<Boolean> holds) {
        try {
            Waiting.until(what, holds);
        } catch (ConditionTimeoutException e) {
            System.out.println(e.getMessage());
        }
    }

    private static long known(Trial trial, Map<TopicPartition, Long> ends) {
        return ends.keySet().stream()
                .mapToLong(partition -> storedOrRecorded(trial, partition))
                .sum();
    }

    private static long storedOrRecorded(Trial trial, TopicPartition partition) {
        BitSet known = new BitSet();
        Map<String, String> where =
                Map.of("topic", partition.topic(), "partition", String.valueOf(partition.partition()));
        try {
            trial.clickHouse()
                    .rows(
                            "SELECT kafka_offset, kafka_offset + 1 FROM kafka_logs WHERE topic = {topic:String} AND kafka_partition = {partition:UInt32}"
                                    + " UNION ALL SELECT from_offset, to_offset FROM ingest_gaps FINAL WHERE topic = {topic:String} AND kafka_partition = {partition:UInt32}",
                            where)
                    .forEach(row -> known.set(Integer.parseInt(row.get(0)), Integer.parseInt(row.get(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known.cardinality();
    }
}
