package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The table begins a new partition every day. No clock is moved for that, which the engine would not survive: the table
 * is made beforehand, with days of two seconds.
 */
@Tag("faults")
class MidnightTest {

    private static final int ROUNDS = Math.max(1, Integer.getInteger("faults.rounds", 20) / 4);
    private static final String DAY = "toDate(ingested_at)";
    private static final String SHORT_DAY = "toStartOfInterval(ingested_at, INTERVAL 2 SECOND)";

    @Test
    void makesOnePartOfABatchAndGoesOnWhereTheTableEndsInWhateverDay() throws Exception {
        try (Trial trial = new Trial("midnight");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            makeTable(trial);
            Load load = trial.closeAtEnd(new Load(trial, 47));
            for (int round = 0; round < ROUNDS; round++) {
                // Whoever comes next waits for the session's and the lease's end: by then the killed one's day is over.
                ChildJvm ingest = trial.ingest("a", proxy.port());
                long before = days(trial);
                Waiting.until("it has seen midnight", () -> days(trial) > before + 1);
                Moment.INSERTED_AND_NOT_COMMITTED.kill(ingest, 0, proxy);
            }
            load.close();
            long start = System.nanoTime();
            trial.ingest("a", proxy.port());

            assertIntact(trial, "midnights under load, " + ROUNDS + " kills", start);
            assertThat(ManyPartitionsTest.parts(trial))
                    .as("parts, one of each insert")
                    .isEqualTo(proxy.inserted());
        }
    }

    private static void makeTable(Trial trial) throws IOException {
        String script;
        try (InputStream in = MidnightTest.class.getResourceAsStream("/db/clickhouse/V0001__kafka_logs.sql")) {
            assertThat(in).isNotNull();
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String partitionBy = "PARTITION BY ";
        assertThat(script).contains(partitionBy + DAY);
        String shortDays = script.replace(partitionBy + DAY, partitionBy + SHORT_DAY);
        trial.clickHouse().createDatabase();
        trial.clickHouse().run(shortDays.substring(0, shortDays.lastIndexOf(';')), Map.of());
        trial.clickHouse().run("SYSTEM STOP MERGES kafka_logs", Map.of());
    }

    private static long days(Trial trial) throws IOException {
        return Long.parseLong(trial.clickHouse()
                .rows("SELECT uniqExact(" + SHORT_DAY + ") FROM kafka_logs", Map.of())
                .getFirst()
                .getFirst());
    }
}
