package atelier.console.logs;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs;
import atelier.console.clickhouse.Connection;
import atelier.console.session.Output;
import atelier.console.session.Session;
import atelier.console.text.Screen;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Statement;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogQueryTest {

    @Test
    void readsTheTableBackwardsFromItsNewestRow() throws ClickHouseFailure {
        try (KafkaLogs logs = new KafkaLogs("logs_plan")) {
            logs.insert(KafkaLogs.Row.of("a"), KafkaLogs.Row.of("b"));
            List<String> plan = plan(logs, new LogQuery(LogTable.KAFKA_LOGS, new Filters(), 20));
            assertThat(plan).anyMatch(step -> step.contains("Read type: InReverseOrder"));
        }
    }

    private static List<String> plan(KafkaLogs logs, LogQuery query) {
        Output out = new Output(OutputStream.nullOutputStream());
        Session session =
                new Session(logs.environment(), out, out, Screen.of(null, Map.of()), Clock.systemUTC(), ZoneOffset.UTC);
        Statement statement = query.beginnings(100, session.clock().instant(), ZoneOffset.UTC);
        return Connection.of(session)
                .list(
                        new Statement(
                                "SELECT explain FROM (EXPLAIN actions = 1 " + statement.sql() + ")",
                                statement.parameters()),
                        RowReader::text);
    }
}
