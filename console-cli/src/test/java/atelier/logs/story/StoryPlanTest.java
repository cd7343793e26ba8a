package atelier.logs.story;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs;
import atelier.devstack.TestServers;
import atelier.logs.Estimate;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Limits;
import atelier.logs.clickhouse.Server;
import atelier.logs.clickhouse.Statement;
import atelier.logs.filter.Filter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a story costs in a big table, where its records are far apart. */
class StoryPlanTest {

    private static final String DATABASE = "logs_story_plan";
    private static final int ROWS = 400_000;
    private static final int USERS = 20_000;
    private static final int RECORDS = ROWS / USERS;
    private static final int GRANULE = 8_192;

    /** A filter says yes in vain in one granule of a thousand; here are fifty, and a few questions to each. */
    private static final int IN_VAIN = 2;

    private static KafkaLogs logs;
    private static ClickHouse clickhouse;

    @BeforeAll
    static void fill() {
        logs = new KafkaLogs(DATABASE);
        clickhouse = new ClickHouse(
                new Server("127.0.0.1", TestServers.clickhouse().port(), "default", "", DATABASE), Limits.PATIENT);
        // Each has a request of its own, but every second request of user_7 led to a record of user_8 too.
        clickhouse.run(Statement.of("INSERT INTO kafka_logs (ingested_at, event_time, topic, topic_id, kafka_partition,"
                + " kafka_offset, event_type, event_id, status, key, value, header_names, header_values, ids, insert_by)"
                + " WITH concat('order_', toString(number)) AS made, concat('user_', toString(number % " + USERS
                + ")) AS buyer, concat('request_', toString(if(number % " + 2 * USERS
                + " = 8, number - 1, number))) AS asked SELECT now64(3), fromUnixTimestamp64Milli(toInt64(1763667480000 + number)),"
                + " 'orders', '018f0000-0000-7000-8000-000000000001', 0, number, 'order.created',"
                + " concat('event_', toString(number)), 'success', made, '{}', ['ce_correlationid', 'ce_subject'],"
                + " [asked, made], [made, buyer, asked], now64(3) + 60"
                + " FROM numbers(" + ROWS + ")"));
    }

    @AfterAll
    static void close() {
        logs.close();
    }

    @Test
    void readsOneGranuleForEachRecordThatNamesTheId() {
        assertThat(Estimate.rows(clickhouse, story("user_7", RECORDS).naming(DATABASE)))
                .isBetween((long) RECORDS, (RECORDS + IN_VAIN) * (long) GRANULE);
        assertThat(Estimate.rows(clickhouse, story("event_7", RECORDS).naming(DATABASE)))
                .isBetween(1L, (1 + IN_VAIN) * (long) GRANULE);
    }

    @Test
    void readsOneGranuleForEachRequest() {
        assertThat(Estimate.rows(
                        clickhouse, story("user_7", RECORDS).together(List.of("request_7", "request_40007"), DATABASE)))
                .isBetween(2L, (2 + IN_VAIN) * (long) GRANULE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8_191, 8_192, 299_999, ROWS - 1})
    void findsAnEventWhereverItIs(int number) {
        assertThat(told(story("event_" + number, RECORDS))).containsExactly("order_" + number);
    }

    @Test
    void leavesOutOfTheSecondQuestionWhatTheFirstFound() {
        StoryQuery whole = story("user_7", 2 * RECORDS);
        assertThat(told(whole))
                .containsAll(orders(7, USERS))
                .containsAll(orders(8, 2 * USERS))
                .hasSize(RECORDS + RECORDS / 2);
        List<Step> rest = clickhouse.list(whole.together(List.of("request_7", "request_40007"), DATABASE), Step::read);
        assertThat(rest).extracting(Step::subject).containsExactly("order_40008", "order_8");
        assertThat(told(story("user_7", RECORDS))).containsExactlyElementsOf(orders(7, USERS));
    }

    private static StoryQuery story(String id, int limit) {
        return new StoryQuery(id, new Filter.Builder(Instant.now(), ZoneOffset.UTC).build(), limit, 10);
    }

    private static List<String> told(StoryQuery query) {
        return query.ask(clickhouse).lines().stream()
                .map(line -> line.step().subject())
                .toList();
    }

    private static List<String> orders(int first, int apart) {
        return IntStream.iterate(first, number -> number < ROWS, number -> number + apart)
                .mapToObj(number -> "order_" + number)
                .toList();
    }
}
