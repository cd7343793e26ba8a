package atelier.ingest.typed;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.schema.Migrations;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FillLeaseTest {

    private Trial trial;

    @BeforeEach
    void begin() throws Exception {
        trial = new Trial("lease");
        new Migrations().apply(trial.clickHouse());
    }

    @AfterEach
    void end() throws Exception {
        trial.close();
    }

    /** A statement that began in time may end when its lease is over: whoever is next must see it. */
    @Test
    void isNotToBeHadWhileAStatementOfAFillRuns() throws Exception {
        TypedTable table = TypedTables.all(TypedTables.DEFAULT_TOPICS).stream()
                .filter(candidate -> candidate.name().equals(TypedTables.AUDIT_LOGS))
                .findFirst()
                .orElseThrow();
        new Records(trial.clickHouse()).add("audit-logs", 0, "x", "rubbish");
        // The statement as it is sent, and slow.
        String letters = new FillSql(table)
                .deadLetters(new Slice("1", "0", "0"))
                .replace("WHERE misfit.2 != ''", "WHERE sleepEachRow(3) = 0");
        ClickHouse slow = trial.closeAtEnd(
                new ClickHouse(trial.address(trial.clickHouseServer().port())));
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                slow.change(
                        letters, Map.of("insert_by", "4000000000000", "days", "30"), Map.of(), Duration.ofSeconds(30));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Waiting.until("it runs", () -> !trial.clickHouse()
                .rows("SELECT 1 FROM system.processes WHERE query LIKE 'INSERT INTO ingest_dead_letters%'", Map.of())
                .isEmpty());
        FillLease lease = new FillLease(trial.clickHouse(), Duration.ofSeconds(2));

        assertThat(lease.take()).isFalse();
        assertThat(running).isNotDone();
        running.get();
        Waiting.until("the lease is to be had", lease::take);
    }
}
