package atelier.ingest.typed;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.schema.Migrations;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypedFillsTest {

    private static final String AUDIT = "audit-logs";
    private static final String GOOD =
            "{\"user_id\":\"user_1\",\"action\":\"profile_updated\",\"details\":{\"fields\":[\"name\"]}}";

    /** The three of a step, and none of what begins a generation. */
    private static final Pattern STEP = Pattern.compile(
            "INSERT INTO (audit_logs |ingest_dead_letters\n|typed_progress [^\n]*\nSELECT 'audit_logs', toUInt64)");

    private Trial trial;
    private Records records;

    @BeforeEach
    void begin() throws Exception {
        trial = new Trial("typed");
        new Migrations().apply(trial.clickHouse());
        records = new Records(trial.clickHouse());
    }

    @AfterEach
    void end() throws Exception {
        trial.close();
    }

    private TypedFills fills() {
        return fills(trial.clickHouseServer().port(), Duration.ofMillis(100));
    }

    /** Small steps, so that a test has many. */
    private TypedFills fills(int port, Duration lateEvery) {
        ClickHouse clickHouse = trial.closeAtEnd(new ClickHouse(trial.address(port)));
        TypedSettings settings = new TypedSettings(
                TypedTables.DEFAULT_TOPICS,
                TypedSettings.DEFAULT_DAYS,
                "a key of ours",
                Duration.ofMillis(50),
                lateEvery,
                7);
        TypedFills fills = trial.closeAtEnd(new TypedFills(
                settings, Duration.ofSeconds(2), clickHouse, new TypedReport(new SimpleMeterRegistry())));
        fills.start();
        return fills;
    }

    private void awaitExact(String table, long belonging) {
        Waiting.until(table + " has all " + belonging, () -> {
            Reckoning reckoning = Reckoning.of(trial.clickHouse(), table, TypedTables.DEFAULT_TOPICS);
            return reckoning.belonging() == belonging && reckoning.missing() == 0;
        });
    }

    private void assertExact(String table, long belonging) throws IOException {
        awaitExact(table, belonging);
        assertThat(Reckoning.of(trial.clickHouse(), table, TypedTables.DEFAULT_TOPICS))
                .isEqualTo(new Reckoning(belonging, 0, 0));
    }

    @Test
    void makesARowOfWhatFitsAndADeadLetterOfWhatDoesNot() throws Exception {
        records.add(AUDIT, 0, "profile_updated", GOOD);
        records.add(
                AUDIT,
                0,
                null,
                "{\"event\":\"x\",\"data\":{\"userId\":7,\"action\":\"login\",\"createdAt\":\"2026-01-02T03:04:05Z\"}}");
        records.add(
                AUDIT, 1, null, "{\"specversion\":\"1.0\",\"id\":\"1\",\"data\":{\"user_id\":\"u\",\"action\":\"a\"}}");
        records.add(AUDIT, 1, "x", "{\"user_id\":\"u\"}");
        records.add(AUDIT, 1, "x", "not JSON");
        records.add(AUDIT, 1, "x", null);
        records.add(AUDIT, 1, "x", "{\"user_id\":{},\"action\":\"a\"}");
        records.add(AUDIT, 1, "x", "{\"user_id\":\"u\",\"action\":\"a\",\"created_at\":\"yesterday\"}");
        records.add("orders", 0, "order.created", GOOD);
        fills();
        assertExact("audit_logs", 8);

        assertThat(trial.clickHouse()
                        .rows(
                                "SELECT user_id, action, details FROM audit_logs ORDER BY kafka_partition, kafka_offset",
                                Map.of()))
                .containsExactly(
                        List.of("user_1", "profile_updated", "{\"fields\":[\"name\"]}"),
                        List.of("7", "login", "{}"),
                        List.of("u", "a", "{}"));
        assertThat(records.line("SELECT event_time FROM audit_logs WHERE action = 'login'"))
                .containsExactly("2026-01-02 03:04:05.000");
        assertThat(trial.clickHouse()
                        .rows(
                                "SELECT field, found, expected, state, attempts FROM ingest_dead_letters FINAL ORDER BY kafka_offset",
                                Map.of()))
                .containsExactly(
                        List.of("action", "nothing", "a text", "open", "1"),
                        List.of("value", "JSON that is not an object", "a JSON object", "open", "1"),
                        List.of("value", "a tombstone", "a JSON object", "open", "1"),
                        List.of("user_id", "JSON of type Object", "a text", "open", "1"),
                        List.of("created_at", "yesterday", "a time like 2026-11-20T10:15:30.123Z", "open", "1"));
    }

    @Test
    void fillsEveryTableAndKeepsAddressesOutOfThem() throws Exception {
        records.add(
                "application-logs",
                0,
                null,
                "{\"time\":\"2026-11-20T10:15:30.123456Z\",\"level\":\"WARN\",\"service\":\"orders\",\"message\":\"slow\",\"attributes\":{\"a\":\"b\"}}");
        records.add("application-logs", 0, null, "{\"level\":\"LOUD\",\"service\":\"orders\",\"message\":\"slow\"}");
        records.add(
                "analytics-events", 0, null, "{\"event\":\"course_viewed\",\"user_id\":1,\"properties\":{\"id\":2}}");
        records.add("business-events", 0, "course_enrolled", "{\"user_id\":\"u\",\"price\":5}");
        records.add("business-events", 0, null, "{\"price\":5}");
        records.add(
                "notifications",
                0,
                "notification.sms",
                "{\"notification_id\":\"n1\",\"to\":\"+7 (912) 345-67-89\",\"text\":\"secret\"}");
        records.add(
                "notifications",
                0,
                "sms.failed",
                "{\"notification_id\":\"n1\",\"to\":\"+79123456789\",\"attempt\":2,\"error\":\"no such number +79123456789\",\"error_code\":\"x\"}");
        records.add("notifications", 0, "sms.failed", "{\"notification_id\":\"n1\",\"attempt\":300}");
        records.add(
                "notifications",
                0,
                "notification.email",
                "{\"notification_id\":\"n2\",\"to\":\"Ivan@example.com\",\"subject\":\"Hi\",\"body\":\"secret\"}");
        records.add(
                "notifications",
                0,
                "email.failed",
                "{\"notification_id\":\"n2\",\"to\":\"ivan@example.com\",\"error\":\"550 <ivan@example.com> unknown\"}");
        records.add(
                "notifications", 0, "notification.email", "{\"notification_id\":\"n3\",\"to\":[\"ivan@example.com\"]}");
        records.add("notifications", 0, "notification.push", "{\"notification_id\":\"n4\"}");
        fills();
        assertExact("application_logs", 2);
        assertExact("analytics_events", 3);
        assertExact("sms_logs", 3);
        assertExact("email_logs", 3);

        assertThat(records.line("SELECT event_time, level, service, message, attributes['a'] FROM application_logs"))
                .containsExactly("2026-11-20 10:15:30.123456", "warn", "orders", "slow", "b");
        assertThat(trial.clickHouse()
                        .rows("SELECT event, user_id, properties FROM analytics_events ORDER BY topic", Map.of()))
                .containsExactly(
                        List.of("course_viewed", "1", "{\"id\":2}"),
                        List.of("course_enrolled", "u", "{\"user_id\":\"u\",\"price\":5}"));
        assertThat(trial.clickHouse()
                        .rows("SELECT status, to_masked, attempt, error FROM sms_logs ORDER BY kafka_offset", Map.of()))
                .containsExactly(
                        List.of("queued", "+79*******89", "0", ""),
                        List.of("failed", "+79*******89", "2", "no such number ***"));
        assertThat(trial.clickHouse()
                        .rows(
                                "SELECT status, to_masked, subject, error FROM email_logs ORDER BY kafka_offset",
                                Map.of()))
                .containsExactly(
                        List.of("queued", "I***@example.com", "Hi", ""),
                        List.of("failed", "i***@example.com", "", "550 <i***@example.com> unknown"));
        assertThat(
                        records.number(
                                "SELECT uniqExact(to_hash) FROM (SELECT to_hash FROM sms_logs UNION ALL SELECT to_hash FROM email_logs)"))
                .isEqualTo(2);
        assertThat(trial.clickHouse()
                        .rows(
                                "SELECT target_table, field, found FROM ingest_dead_letters FINAL ORDER BY target_table",
                                Map.of()))
                .containsExactly(
                        List.of("analytics_events", "event", "nothing"),
                        List.of("application_logs", "level", "LOUD"),
                        List.of("email_logs", "to", "JSON of type Array"),
                        List.of("sms_logs", "attempt", "300"));
    }

    @Test
    void takesALineAsTheServicesShipIt() throws Exception {
        // What log-shipping is held to by its own test.
        records.add(
                "application-logs",
                0,
                null,
                // A parameter of ClickHouse's is unescaped once.
                Files.readString(Path.of("../log-shipping/src/test/resources/golden/line.json"))
                        .strip()
                        .replace("\\", "\\\\"));
        fills();
        assertExact("application_logs", 1);

        assertThat(
                        records.line(
                                "SELECT event_time, level, service, instance, logger, thread, message, exception_class, stack_trace, trace_id, request_id, correlation_id, attributes['event_id'] FROM application_logs"))
                .containsExactly(
                        "2026-11-20 10:15:30.123456",
                        "error",
                        "orders-service",
                        "host-1",
                        "atelier.orders.placing.PlacingOrder",
                        "worker-1",
                        "Größe „👕“ fehlt",
                        "java.lang.IllegalStateException",
                        "java.lang.IllegalStateException: no such size\\n\\tat atelier.orders.Sizes.of(Sizes.java:7)\\n",
                        "0af7651916cd43dd8448eb211c80319c",
                        "request-1",
                        "story-1",
                        "0190f5a0-0000-7000-8000-000000000001");
    }

    @Test
    void neverThrowsWhateverIsInARecord() throws Exception {
        List<String> values = List.of(
                "",
                "null",
                "[]",
                "\"text\"",
                "1e999",
                "{",
                "{\"a\":",
                "[".repeat(3_000),
                "{\"a\":".repeat(2_000),
                "{\"user_id\":1e400,\"action\":-0,\"event\":[],\"level\":{},\"message\":5}",
                "{\"user_id\":\"u\",\"action\":\"a\",\"created_at\":\"9999-12-31T23:59:59Z\",\"event\":\"e\"}",
                "{\"user_id\":\"u\",\"action\":\"a\",\"created_at\":\"0001-01-01T00:00:00Z\",\"event\":\"e\"}",
                "{\"user_id\":\"u\",\"action\":\"a\",\"created_at\":-99999999999999999999,\"event\":\"e\"}",
                "{\"to\":\"\u0000\",\"attempt\":-1,\"segments\":1.5,\"cost_micros\":18446744073709551616,\"latency_ms\":\"12\"}",
                "{\"to\":\"@\",\"attempt\":\"x\",\"attributes\":{\"a\":{\"b\":1}},\"service\":\"s\",\"level\":\"info\",\"message\":\"m\"}",
                "{\"data\":5,\"event\":\"e\"}",
                "{\"data\":{},\"event\":\"e\",\"properties\":[]}");
        for (String type : List.of("", "notification.sms", "email.sent", "sms.x")) {
            for (String topic : List.of("application-logs", AUDIT, "business-events", "notifications")) {
                for (String value : values) {
                    records.add(topic, 0, type.isEmpty() ? null : type, value);
                }
            }
        }
        fills();
        assertExact("application_logs", values.size() * 4L);
        assertExact("audit_logs", values.size() * 4L);
        assertExact("analytics_events", values.size() * 4L);
        assertExact("sms_logs", values.size() * 2L);
        assertExact("email_logs", values.size());
        assertThat(records.line(
                        "SELECT toYear(min(event_time)) >= 1970, toYear(max(event_time)) <= 2099 FROM audit_logs"))
                .containsExactly("1", "1");
    }

    private String checksum() throws IOException {
        return String.join(
                        " ",
                        records.line("SELECT count(), groupBitXor(cityHash64(* EXCEPT insert_by)) FROM audit_logs"))
                + " / "
                + String.join(
                        " ",
                        records.line(
                                "SELECT count(), groupBitXor(cityHash64(* EXCEPT (insert_by, changed_at, attempts))) FROM ingest_dead_letters FINAL WHERE state != 'gone'"));
    }

    private void thirtyRecords() throws IOException {
        for (int i = 0; i < 30; i++) {
            records.add(AUDIT, i % 3, "x", i % 4 == 0 ? "rubbish" : GOOD);
        }
    }

    @Test
    void isTheSameAfterARebuild() throws Exception {
        thirtyRecords();
        fills();
        awaitExact("audit_logs", 30);
        String before = checksum();
        long begun = records.number(
                "SELECT count() FROM typed_progress FINAL WHERE target_table = 'audit_logs' AND topic_id = toUUID('00000000-0000-0000-0000-000000000000')");
        trial.clickHouse().run("INSERT INTO typed_rebuilds (target_table) SELECT 'audit_logs'", Map.of());
        awaitGenerations(begun + 1);
        assertExact("audit_logs", 30);
        assertThat(checksum()).isEqualTo(before);

        awaitProgress(27);
        trial.clickHouse().run("TRUNCATE TABLE audit_logs", Map.of());
        awaitGenerations(begun + 2);
        assertExact("audit_logs", 30);
        assertThat(checksum()).isEqualTo(before);
    }

    /** Rows are there before their progress is, and a table that is emptied between the two is not seen to be empty. */
    private void awaitProgress(long sumOfOffsets) {
        Waiting.until(
                "no step is under way",
                () -> records.number(
                                "SELECT sum(last) FROM (SELECT max(upto) AS last FROM typed_progress WHERE target_table = 'audit_logs'"
                                        + " AND topic_id != toUUID('00000000-0000-0000-0000-000000000000')"
                                        + " AND generation = (SELECT max(generation) FROM typed_progress WHERE target_table = 'audit_logs')"
                                        + " GROUP BY topic_id, kafka_partition)")
                        == sumOfOffsets);
    }

    private void awaitGenerations(long count) {
        Waiting.until(
                "a new generation",
                () -> records.number(
                                "SELECT uniqExact(generation) FROM typed_progress WHERE target_table = 'audit_logs'")
                        == count);
    }

    @Test
    void keepsWhatARebuildCouldNotBringBack() throws Exception {
        records.add(AUDIT, 0, "x", GOOD);
        fills();
        awaitExact("audit_logs", 1);
        trial.clickHouse()
                .run(
                        "INSERT INTO audit_logs SELECT * REPLACE (toDateTime64('2026-01-01 00:00:00', 3) AS ingested_at, 99 AS kafka_offset, now64(3) + 60 AS insert_by) FROM audit_logs",
                        Map.of());
        trial.clickHouse().run("INSERT INTO typed_rebuilds (target_table) SELECT 'audit_logs'", Map.of());
        awaitGenerations(2);
        awaitExact("audit_logs", 1);

        assertThat(records.number("SELECT groupBitXor(kafka_offset) FROM audit_logs"))
                .isEqualTo(99);
    }

    @Test
    void picksUpRowsThatCameLaterWithLowerOffsets() throws Exception {
        records.skip(AUDIT, 0, 20);
        thirtyRecords();
        fills();
        awaitExact("audit_logs", 30);
        for (long offset = 0; offset < 20; offset++) {
            records.add(AUDIT, 0, offset, "x", offset % 2 == 0 ? GOOD : "rubbish");
        }

        assertExact("audit_logs", 50);
    }

    @Test
    void needsNoLookForLateRowsToFindWhatComesInOrder() throws Exception {
        fills(trial.clickHouseServer().port(), Duration.ofDays(1));
        for (int i = 1; i <= 10; i++) {
            records.add(AUDIT, 0, "x", i % 2 == 0 ? GOOD : "rubbish");
            assertExact("audit_logs", i);
        }
    }

    /** The records are so old that no look for late ones finds what a step that broke off has left out. */
    @Test
    void doesAStepAgainThatBrokeOffAtAnyOfItsStatements() throws Exception {
        records.cameIn(Duration.ofHours(1));
        thirtyRecords();
        Set<String> brokenOff = ConcurrentHashMap.newKeySet();
        try (ClickHouseProxy proxy =
                new ClickHouseProxy(trial.clickHouseServer().port())) {
            proxy.hooks(new ClickHouseProxy.Hooks() {
                @Override
                public boolean concerns(String statement) {
                    Matcher step = STEP.matcher(statement);
                    return step.lookingAt() && brokenOff.add(step.group(1));
                }

                @Override
                public boolean arrived() {
                    return false;
                }
            });
            fills(proxy.port(), Duration.ofMillis(100));
            assertExact("audit_logs", 30);
        }
        assertThat(brokenOff).hasSize(3);
    }

    @Test
    void isExactWithSeveralInstancesAtOnce() throws Exception {
        fills();
        fills();
        TypedFills third = fills();
        for (int i = 0; i < 5; i++) {
            thirtyRecords();
            if (i == 2) {
                third.close();
            }
        }
        assertExact("audit_logs", 150);
    }

    @Test
    void triesAgainWhatSomeoneAsksForAndLeavesWhatWasDiscarded() throws Exception {
        records.add(AUDIT, 0, "x", "rubbish");
        records.add(AUDIT, 0, "x", "{\"user_id\":\"u\"}");
        records.add(AUDIT, 0, "x", "{\"user_id\":\"u\"}");
        fills();
        awaitExact("audit_logs", 3);
        // The fix: what is in kafka_logs now fits, as it would for a later version of log-ingest.
        trial.clickHouse()
                .change(
                        "ALTER TABLE kafka_logs UPDATE value = '" + GOOD + "' WHERE kafka_offset > 0",
                        Map.of(),
                        Map.of("mutations_sync", "2"),
                        Duration.ofSeconds(30));
        ask("retry", "kafka_offset < 2");
        ask("discard", "kafka_offset = 2");
        awaitAnswers();

        assertExact("audit_logs", 3);
        assertThat(trial.clickHouse()
                        .rows(
                                "SELECT state, attempts, changed_by, note FROM ingest_dead_letters FINAL ORDER BY kafka_offset",
                                Map.of()))
                .containsExactly(
                        List.of("open", "2", "log-ingest", ""),
                        List.of("resolved", "2", "log-ingest", ""),
                        List.of("discarded", "1", "ann@here", "because"));
        assertThat(trial.clickHouse()
                        .rows(
                                "SELECT action, outcome FROM ingest_dead_letter_requests FINAL ORDER BY kafka_offset",
                                Map.of()))
                .containsExactly(
                        List.of("retry", "open"), List.of("retry", "resolved"), List.of("discard", "discarded"));
        trial.clickHouse().run("INSERT INTO typed_rebuilds (target_table) SELECT 'audit_logs'", Map.of());
        awaitGenerations(2);
        assertExact("audit_logs", 3);
        assertThat(records.number("SELECT count() FROM audit_logs")).isEqualTo(1);
    }

    /** A look for late ones judges all that came lately anew, and by now it would fit. */
    @Test
    void leavesARecordAloneThatHasADeadLetter() throws Exception {
        records.add(AUDIT, 0, "x", "rubbish");
        records.add(AUDIT, 0, "x", "rubbish");
        fills();
        awaitExact("audit_logs", 2);
        ask("discard", "kafka_offset = 1");
        awaitAnswers();
        trial.clickHouse()
                .change(
                        "ALTER TABLE kafka_logs UPDATE value = '" + GOOD + "' WHERE 1",
                        Map.of(),
                        Map.of("mutations_sync", "2"),
                        Duration.ofSeconds(30));
        records.add(AUDIT, 0, "x", GOOD);
        Waiting.until(
                "late ones were looked for",
                () -> records.number(
                                "SELECT max(upto) >= (SELECT toUnixTimestamp64Milli(max(ingested_at)) FROM kafka_logs)"
                                        + " FROM typed_progress WHERE target_table = 'audit_logs'"
                                        + " AND topic_id = toUUID('00000000-0000-0000-0000-000000000000')")
                        == 1);

        assertExact("audit_logs", 3);
        assertThat(trial.clickHouse()
                        .rows("SELECT state, attempts FROM ingest_dead_letters FINAL ORDER BY kafka_offset", Map.of()))
                .containsExactly(List.of("open", "1"), List.of("discarded", "1"));
    }

    /** As ./console does. */
    private void ask(String action, String where) throws IOException {
        trial.clickHouse().run("""
                        INSERT INTO ingest_dead_letter_requests
                          (request_id, action, requested_by, reason, target_table, topic, topic_id, kafka_partition, kafka_offset, insert_by)
                        SELECT {id:UUID}, {action:String}, 'ann@here', 'because', target_table, topic, topic_id, kafka_partition,
                          kafka_offset, now64(3) + 60
                        FROM ingest_dead_letters FINAL WHERE\s""" + where, Map.of("id", UUID.randomUUID().toString(), "action", action));
    }

    private void awaitAnswers() {
        Waiting.until(
                "all is answered",
                () -> records.number("SELECT countIf(outcome = '') FROM ingest_dead_letter_requests FINAL") == 0);
    }

    @Test
    void doesWhatIsAskedInTheOrderItWasAsked() throws Exception {
        records.add(AUDIT, 0, "x", "rubbish");
        fills();
        awaitExact("audit_logs", 1);
        ask("discard", "1");
        ask("retry", "1");
        ask("retry", "1");
        thirtyRecords();
        awaitAnswers();
        assertThat(trial.clickHouse()
                        .rows(
                                "SELECT action, outcome FROM ingest_dead_letter_requests FINAL ORDER BY requested_at",
                                Map.of()))
                .containsExactly(List.of("discard", "discarded"), List.of("retry", "open"), List.of("retry", "open"));
        assertThat(
                        records.number(
                                "SELECT attempts FROM ingest_dead_letters FINAL WHERE kafka_offset = 0 AND kafka_partition = 0"))
                .isEqualTo(3);
        assertExact("audit_logs", 31);
    }

    @Test
    void leavesTheLettersOfExpiredRecordsToARebuild() throws Exception {
        records.add(AUDIT, 0, "x", "rubbish");
        records.add(AUDIT, 0, "x", "rubbish");
        fills();
        awaitExact("audit_logs", 2);
        trial.clickHouse()
                .change(
                        "ALTER TABLE kafka_logs DELETE WHERE kafka_offset = 0",
                        Map.of(),
                        Map.of("mutations_sync", "2"),
                        Duration.ofSeconds(30));
        trial.clickHouse().run("INSERT INTO typed_rebuilds (target_table) SELECT 'audit_logs'", Map.of());
        awaitGenerations(2);
        awaitExact("audit_logs", 1);
        assertThat(trial.clickHouse()
                        .rows("SELECT state FROM ingest_dead_letters FINAL ORDER BY kafka_offset", Map.of()))
                .containsExactly(List.of("open"), List.of("open"));
    }
}
