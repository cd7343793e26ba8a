package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs.Row;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClickHouseCheckTest {

    @Test
    void tellsWhatWorksAndWhatIsThereAndLeavesNothingBehind() throws ClickHouseFailure {
        try (KafkaLogs logs = new KafkaLogs("logs_check")) {
            logs.empty();
            assertThat(Ran.console(logs.environment(), "clickhouse:test").out()).contains("kafka_logs is empty");
            logs.insert(
                    Row.of("a").time(System.currentTimeMillis() - 65_000),
                    Row.of("b"),
                    Row.of("c").status("invalid"));
            Ran ran = Ran.console(logs.environment(), "clickhouse:test");
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out())
                    .containsPattern("ClickHouse +\\d+\\.\\d+")
                    .containsPattern("latency +\\d+\\.\\d ms")
                    .containsPattern("write and read +works")
                    .containsPattern("kafka_logs +3 +[0-9.]+ KiB +\\d+ +MergeTree")
                    .containsPattern("newest record +1 min \\d+ s ago, ")
                    .containsPattern("success +2\n")
                    .containsPattern("invalid +1\n")
                    .doesNotContain("console_test");
        }
    }

    @Test
    void namesTheStepThatFails() throws ClickHouseFailure {
        try (KafkaLogs logs = new KafkaLogs("logs_check")) {
            Ran ran = Ran.console(logs.environment(Map.of("CLICKHOUSE_DATABASE", "nowhere")), "clickhouse:test");
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err())
                    .isEqualTo("console: connecting: there is no database nowhere yet; log-ingest creates it when it"
                            + " starts (make run), or set CLICKHOUSE_DATABASE\n");
            Ran empty = Ran.console(logs.environment(Map.of("CLICKHOUSE_DATABASE", "system")), "clickhouse:test");
            assertThat(empty.code()).isEqualTo(1);
            assertThat(empty.err())
                    .startsWith("console: database system has no table kafka_logs yet; ")
                    .hasLineCount(1);
            assertThat(empty.out()).contains("latency");
        }
    }
}
