package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs.Row;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogsStatsTest {

    /** 2025-11-20T19:38:00Z. */
    private static final long MINUTE = 1_763_667_480_000L;

    @AutoClose
    private static final KafkaLogs logs = new KafkaLogs("logs_stats");

    @BeforeAll
    static void fill() throws ClickHouseFailure {
        logs.empty();
        logs.insert(
                Row.of("12345").time(MINUTE),
                Row.of("12345").time(MINUTE + 59_999).status("failed").type("order.failed"),
                Row.of("12345").time(MINUTE + 60_000).status("invalid"),
                Row.of("1").time(MINUTE + 180_000).topic("designs").type("design.created"));
    }

    @Test
    void countsByTopicTypeAndStatus() {
        assertThat(stats("--format=json", "--until=2025-11-20T19:42:00Z").lines())
                .containsExactly(
                        "{\"topic\":\"orders\",\"records\":3,\"bytes\":15,\"failed\":1,\"invalid\":1,\"per_second\":0.013,\"error_percent\":66.667}",
                        "{\"topic\":\"designs\",\"records\":1,\"bytes\":1,\"failed\":0,\"invalid\":0,\"per_second\":0.004,\"error_percent\":0}");
        assertThat(stats("--by=status", "--format=csv").lines())
                .element(1)
                .asString()
                .startsWith("success,text,2,6,0,0,");
        assertThat(stats("--by=type").lines().get(1)).startsWith("order.created  ");
    }

    @Test
    void countsByMinute() {
        assertThat(stats("--by=minute", "--since=2025-11-20T19:00:00Z", "--format=csv")
                        .lines())
                .containsExactly(
                        "minute,records,bytes,failed,invalid,per_second,error_percent",
                        "2025-11-20T19:38:00.000Z,2,10,1,0,0.033,50",
                        "2025-11-20T19:39:00.000Z,1,5,0,1,0.017,100",
                        "2025-11-20T19:41:00.000Z,1,1,0,0,0.017,0");
        assertThat(stats("--by=minute", "--since=2025-11-20T19:38:00Z", "--until=2025-11-20T19:42:00Z")
                        .lines()
                        .getFirst())
                .isEqualTo("▆▃ ▃");
    }

    @Test
    void countsWhatIsAskedForInWholeMinutes() {
        assertThat(stats("--format=json", "--not=topic=designs", "--status=failed,invalid")
                        .lines())
                .hasSize(1);
        assertThat(stats("--format=json", "--since=2025-11-20T19:38:59Z", "--until=2025-11-20T19:38:59.5Z")
                        .out())
                .contains("\"records\":2");
    }

    @Test
    void saysThatThereIsMoreOrNothing() {
        assertThat(stats("--limit=1").err()).isEqualTo("there are more; --limit shows them\n");
        assertThat(stats("--topic=none")).isEqualTo(new Ran(0, "", "no record matches\n"));
    }

    @Test
    void refusesWhatCannotBeCounted() {
        assertThat(Ran.console(logs.environment(), "logs:stats", "--by=key").err())
                .isEqualTo("console: --by: \"key\" is not allowed: topic, type, status or minute\n");
        Ran ran = Ran.console(logs.environment(), "logs:stats", "--not=key=a");
        assertThat(ran.err()).startsWith("console: --key: cannot be used");
        assertThat(ran.code()).isEqualTo(2);
    }

    private static Ran stats(String... options) {
        List<String> arguments = new ArrayList<>(List.of("logs:stats"));
        arguments.addAll(List.of(options));
        Ran ran = Ran.console(logs.environment(), arguments.toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }
}
