package atelier.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.TypedLoad;
import atelier.ingest.trial.TypedOracle;
import atelier.ingest.trial.Verdict;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class TypedFaultsTest {

    private static final int ROUNDS = Integer.getInteger("faults.rounds", 20);
    private static final int DROPPED = 3;
    private static final long SEED = 20_261_121;

    private static final String ROWS = "INSERT INTO (audit_logs|sms_logs|analytics_events) ";
    private static final String LETTERS = "INSERT INTO ingest_dead_letters\\b";
    private static final String PROGRESS = "INSERT INTO typed_progress ";
    private static final String LEASE = "INSERT INTO typed_leases ";
    private static final String TAKE_OUT = "ALTER TABLE \\w+ DELETE ";
    private static final String ANSWER = "INSERT INTO ingest_dead_letter_requests\\b";

    /** On a statement's way. */
    private enum Stage {
        COME,
        HALF_SENT,
        DONE
    }

    /** What people want just before. */
    private enum Wish {
        NOTHING,
        REBUILD,
        RETRY
    }

    private record Moment(String statement, Stage stage, Wish wish) {}

    /** The likeliest to leave something half done come first: a short run has only these. */
    private static final List<Moment> MOMENTS = List.of(
            new Moment(ROWS, Stage.DONE, Wish.NOTHING),
            new Moment(ANSWER, Stage.COME, Wish.RETRY),
            new Moment(TAKE_OUT, Stage.DONE, Wish.REBUILD),
            new Moment(LETTERS, Stage.DONE, Wish.NOTHING),
            new Moment(LETTERS, Stage.DONE, Wish.RETRY),
            new Moment(PROGRESS, Stage.COME, Wish.REBUILD),
            new Moment(ROWS, Stage.HALF_SENT, Wish.RETRY),
            new Moment(TAKE_OUT, Stage.COME, Wish.REBUILD),
            new Moment(ROWS, Stage.DONE, Wish.RETRY),
            new Moment(LEASE, Stage.DONE, Wish.NOTHING),
            new Moment(PROGRESS, Stage.DONE, Wish.REBUILD),
            new Moment(LETTERS, Stage.COME, Wish.NOTHING));

    private abstract static class Concerned implements ClickHouseProxy.Hooks {
        private final Pattern beginning;

        Concerned(String beginning) {
            this.beginning = Pattern.compile(beginning);
        }

        @Override
        public boolean concerns(String statement) {
            return beginning.matcher(statement).lookingAt();
        }
    }

    @Test
    void losesAndDoublesNothingWhenKilledAroundAnyStatementOfAStep() throws Exception {
        Random random = new Random(SEED);
        try (Trial trial = new Trial("typedkill");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            TypedLoad load = trial.closeAtEnd(new TypedLoad(trial, SEED));
            for (int round = 0; round < ROUNDS; round++) {
                Moment moment = MOMENTS.get(round % MOMENTS.size());
                if (moment.wish() == Wish.REBUILD) {
                    rebuildAll(trial);
                }
                ChildJvm ingest = trial.ingest("a", proxy.port(), load.settings());
                Held still = new Held();
                if (moment.wish() == Wish.RETRY) {
                    Waiting.until("there are rows and letters", () -> rows(trial) > 20 && letters(trial) > 20);
                    // An older release would not have changed them under the eyes of a filler.
                    proxy.hooks(still);
                    Waiting.until("the filler stands still", () -> still.come.getCount() == 0);
                    misjudge(trial);
                }
                CountDownLatch killed = killAt(moment, random.nextInt(3), ingest, proxy);
                still.letGo.countDown();
                if (moment.wish() == Wish.RETRY) {
                    ask(trial, "retry", "field = 'misjudged'");
                    ask(trial, "retry", "target_table != 'sms_logs'");
                    ask(trial, "discard", "field = 'value' AND kafka_offset % 3 = 0");
                }
                Waiting.until("ingest is killed at " + moment, () -> killed.getCount() == 0);
                proxy.hooks(new ClickHouseProxy.Hooks() {});
                assertThat(ingest.running()).isFalse();
            }
            load.close();
            long start = System.nanoTime();
            trial.ingest("a", proxy.port(), load.settings());

            assertFlawless(trial, "log-ingest killed with -9 around a typed fill, " + ROUNDS + " rounds", start);
        }
    }

    private static CountDownLatch killAt(Moment moment, int before, ChildJvm ingest, ClickHouseProxy proxy) {
        CountDownLatch killed = new CountDownLatch(1);
        AtomicInteger left = new AtomicInteger(before);
        proxy.hooks(new Concerned(moment.statement()) {

            /** @return false if the process is dead: nothing more comes from it */
            private boolean at(Stage now) {
                boolean die = now == moment.stage() && left.getAndDecrement() == 0;
                if (die) {
                    ingest.kill();
                    killed.countDown();
                }
                return !die;
            }

            @Override
            public boolean arrived() {
                return at(Stage.COME);
            }

            @Override
            public boolean halfSent() {
                return at(Stage.HALF_SENT);
            }

            @Override
            public boolean answered(String answer) {
                return at(Stage.DONE);
            }
        });
        return killed;
    }

    @Test
    void doesNothingTwiceWhenTheAnswerToAStepIsLost() throws Exception {
        try (Trial trial = new Trial("typedanswer");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            AtomicInteger answers = new AtomicInteger();
            AtomicInteger dropped = new AtomicInteger();
            proxy.hooks(new Concerned(ROWS + "|" + LETTERS) {
                @Override
                public boolean answered(String answer) {
                    return answers.incrementAndGet() % 5 != 0 || dropped.getAndIncrement() >= DROPPED;
                }
            });
            TypedLoad load = trial.closeAtEnd(new TypedLoad(trial, 7));
            trial.ingest("a", proxy.port(), load.settings());
            Waiting.until("answers are dropped", () -> dropped.get() >= DROPPED);
            long start = System.nanoTime();
            load.close();

            assertFlawless(trial, "typed fill done, answer dropped, " + DROPPED + " times", start);
        }
    }

    @Test
    void refusesTheLateStepOfAStoppedInstanceThatWasReplaced() throws Exception {
        try (Trial trial = new Trial("typedzombie");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            TypedLoad load = trial.closeAtEnd(new TypedLoad(trial, 11));
            ChildJvm first = trial.ingest("first", proxy.port(), load.settings());
            Waiting.until("the first instance fills", () -> settled(trial) > 50);

            // Its next step is on the wire, and the process stands still.
            Held held = new Held();
            proxy.hooks(held);
            Waiting.until("a step is held", () -> held.come.getCount() == 0);
            first.suspend();
            long before = settled(trial);
            long start = System.nanoTime();
            ChildJvm second = trial.ingest("second", trial.clickHouseServer().port(), load.settings());
            Waiting.until("the second instance fills", () -> settled(trial) > before + 50);

            held.letGo.countDown();
            Waiting.until("the late step is answered", () -> !held.answer.isEmpty());
            first.resume();
            long resumed = settled(trial);
            Waiting.until("they go on", () -> settled(trial) > resumed + 50);
            load.close();

            assertFlawless(trial, "SIGSTOP in a typed fill, another takes over, SIGCONT", start);
            // Refused by the table; or nothing was left to insert, and a table has nothing to refuse then.
            assertThat(held.answer).containsPattern("(?i)Exception-Code: 469|\"written_rows\":\"0\"");
            assertThat(second.running()).isTrue();
        }
    }

    /** Holds the next INSERT of rows until let go. */
    private static final class Held extends Concerned {

        private final CountDownLatch come = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private volatile String answer = "";

        Held() {
            super(ROWS);
        }

        @Override
        public boolean arrived() {
            if (come.getCount() > 0) {
                come.countDown();
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return true;
        }

        @Override
        public boolean answered(String beginning) {
            if (answer.isEmpty()) {
                answer = beginning;
            }
            return true;
        }
    }

    @Test
    void goesOnWhereItWasWhenClickHouseIsKilledInAFill() throws Exception {
        try (Trial trial = new Trial("typeddead");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            TypedLoad load = trial.closeAtEnd(new TypedLoad(trial, 13));
            trial.ingest("a", proxy.port(), load.settings());
            for (String statement : List.of(ROWS, LETTERS)) {
                long before = settled(trial);
                Waiting.until("the tables are being filled", () -> settled(trial) > before + 50);
                killClickHouse(trial, proxy, statement);
                trial.clickHouseServer().start();
            }
            long start = System.nanoTime();
            load.close();

            assertFlawless(trial, "ClickHouse killed with -9 in a typed fill, 2 rounds", start);
        }
    }

    private static void killClickHouse(Trial trial, ClickHouseProxy proxy, String statement) {
        CountDownLatch killed = new CountDownLatch(1);
        AtomicInteger come = new AtomicInteger();
        proxy.hooks(new Concerned(statement) {
            @Override
            public boolean halfSent() {
                if (come.incrementAndGet() == 2) {
                    // The rest of the statement goes out while the server dies.
                    Thread.ofPlatform().start(() -> {
                        trial.clickHouseServer().kill();
                        killed.countDown();
                    });
                }
                return true;
            }
        });
        Waiting.until("ClickHouse is killed", () -> killed.getCount() == 0);
        proxy.hooks(new ClickHouseProxy.Hooks() {});
    }

    private static void rebuildAll(Trial trial) throws IOException {
        trial.clickHouse()
                .run(
                        "INSERT INTO typed_rebuilds (target_table) SELECT arrayJoin(['audit_logs', 'analytics_events', 'sms_logs', 'email_logs'])",
                        Map.of());
    }

    /** As if an older release had made dead letters of some records that fit. */
    private static void misjudge(Trial trial) throws IOException {
        trial.clickHouse().run("""
                INSERT INTO ingest_dead_letters (target_table, topic, topic_id, kafka_partition, kafka_offset, event_time, event_type,
                  event_id, field, state, attempts, changed_at, insert_by)
                SELECT 'audit_logs', topic, topic_id, kafka_partition, kafka_offset, event_time, event_type, event_id, 'misjudged',
                  'open', 1, now64(6), now64(3) + 60
                FROM audit_logs ORDER BY topic_id, kafka_partition, kafka_offset LIMIT 20""", Map.of());
        trial.clickHouse().change("""
                        ALTER TABLE audit_logs DELETE WHERE (topic_id, kafka_partition, kafka_offset) IN (
                          SELECT topic_id, kafka_partition, kafka_offset FROM ingest_dead_letters FINAL
                          WHERE field = 'misjudged' AND state = 'open')""", Map.of(), Map.of("mutations_sync", "2"), Duration.ofSeconds(30));
    }

    /** As ./console does. */
    private static void ask(Trial trial, String action, String where) throws IOException {
        trial.clickHouse().run("""
                        INSERT INTO ingest_dead_letter_requests
                          (request_id, action, target_table, topic, topic_id, kafka_partition, kafka_offset, insert_by)
                        SELECT {id:UUID}, {action:String}, target_table, topic, topic_id, kafka_partition, kafka_offset, now64(3) + 60
                        FROM ingest_dead_letters FINAL WHERE state = 'open' AND\s""" + where, Map.of("id", UUID.randomUUID().toString(), "action", action));
    }

    private static long settled(Trial trial) {
        return rows(trial) + letters(trial);
    }

    private static long rows(Trial trial) {
        return number(trial, "SELECT count() FROM audit_logs");
    }

    private static long letters(Trial trial) {
        return number(trial, "SELECT count() FROM ingest_dead_letters FINAL WHERE state = 'open'");
    }

    private static long number(Trial trial, String sql) {
        try {
            return Long.parseLong(
                    trial.clickHouse().rows(sql, Map.of()).getFirst().getFirst());
        } catch (IOException e) {
            return 0; // not there yet, or being restarted
        }
    }

    private static void assertFlawless(Trial trial, String fault, long start) throws Exception {
        Verdict verdict = new TypedOracle(trial).verdict();
        verdict.report(fault, Duration.ofNanos(System.nanoTime() - start));
        assertThat(verdict.flawless()).as(verdict.toString()).isTrue();
        assertThat(verdict.events()).isPositive();
    }
}
