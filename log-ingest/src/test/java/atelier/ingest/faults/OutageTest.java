package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Vitals;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** ClickHouse hangs in the middle of an INSERT, is gone then, and comes back; meanwhile more is sent than the heap has room for. */
@Tag("faults")
class OutageTest {

    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("faults.clickhouse.seconds", 15));

    /** Who needs more ends at once. */
    private static final int HEAP_MIB = 128;

    private static final int BULK_PARTITIONS = 2;

    /** About as many MiB, all of them sent while ClickHouse hangs. */
    private static final int BULK_RECORDS = 2 * HEAP_MIB;

    @Test
    void keepsItsMemoryBoundedAndItsMembershipUntilClickHouseIsBack() throws Exception {
        try (Trial trial = new Trial("outage");
                Sender sender = new Sender(trial);
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            String bulk = trial.topic("bulk", BULK_PARTITIONS);
            Load load = trial.closeAtEnd(new Load(trial, 53));
            ChildJvm ingest = trial.ingest("a", proxy.port(), HEAP_MIB + "m", Map.of());
            Waiting.until("it writes", () -> trial.rows() > 2_000);
            try (Vitals vitals = new Vitals(trial.httpPort())) {
                long down = System.nanoTime();
                hangInAnInsert(trial, proxy);
                try {
                    send(sender, bulk);
                    untilAwayFor(down, AWAY.dividedBy(2));
                    trial.clickHouseServer().kill();
                    Waiting.until("it says so", () -> !vitals.ready());
                    untilAwayFor(down, AWAY);
                    assertThat(ingest.running()).as(ingest.logTail(5)).isTrue();
                    // Not at once, should it share out a topic that came or went; that it was never missed is asserted
                    // below.
                    Waiting.until("it is a member", () -> group(trial).groupState() == GroupState.STABLE);
                    assertThat(group(trial).members()).hasSize(1);
                } finally {
                    if (trial.clickHouseServer().running()) {
                        trial.clickHouseServer().kill(); // something failed: the next test needs it, too
                    }
                    trial.clickHouseServer().start();
                }
                long start = System.nanoTime();
                load.close();
                Waiting.until(
                        "it has caught up",
                        AWAY.plusSeconds(90),
                        () -> !ingest.running() || (vitals.ready() && vitals.metric("ingest_lag") == 0));

                assertThat(ingest.running()).as(ingest.logTail(5)).isTrue();
                assertIntact(
                        trial,
                        "ClickHouse hangs, then is gone, " + AWAY.toSeconds() + " s in all (peak " + peakMib(ingest)
                                + " MiB)",
                        start);
                assertThat(Files.readString(ingest.log())).doesNotContain("taken for dead");
            }
        }
    }

    /** Returns when it does not move any more, with half of an INSERT. */
    private static void hangInAnInsert(Trial trial, ClickHouseProxy proxy) {
        CountDownLatch hangs = new CountDownLatch(1);
        proxy.hooks(new ClickHouseProxy.Hooks() {
            @Override
            public boolean halfSent() {
                if (hangs.getCount() > 0) {
                    trial.clickHouseServer().suspend();
                    hangs.countDown();
                }
                return true;
            }
        });
        Waiting.until("ClickHouse hangs", () -> hangs.getCount() == 0);
    }

    private static void send(Sender sender, String topic) throws InterruptedException, ExecutionException {
        OddRecords records = new OddRecords(59);
        for (int i = 0; i < BULK_RECORDS; i++) {
            sender.send(records.megabyte(topic, i % BULK_PARTITIONS));
        }
    }

    private static void untilAwayFor(long since, Duration time) {
        Waiting.until(
                "ClickHouse is away for " + time,
                time.plusSeconds(90),
                () -> System.nanoTime() - since > time.toNanos());
    }

    private static ConsumerGroupDescription group(Trial trial) throws InterruptedException, ExecutionException {
        return trial.admin()
                .describeConsumerGroups(Set.of(trial.group()))
                .describedGroups()
                .get(trial.group())
                .get();
    }

    /** The most memory that the process had at any time, heap and everything else. */
    private static long peakMib(ChildJvm process) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1_024;
        }
    }
}
