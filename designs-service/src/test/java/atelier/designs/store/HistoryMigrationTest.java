package atelier.designs.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.designs.design.DesignId;
import atelier.devstack.TestServers;
import atelier.events.DesignEvent;
import atelier.events.Event;
import atelier.events.EventCodec;
import atelier.events.Uuid7;
import atelier.testing.HttpCalls;
import atelier.testing.RunningService;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The service on a database that the version before histories left behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryMigrationTest {
    private static final String URL = database();
    private static final Instant MADE = Instant.parse("2026-11-01T10:00:00.123456Z");
    private static final Instant MOVED = Instant.parse("2026-11-02T10:00:00Z");

    private final String draft = id();
    private final String resubmitted = id();
    private final String approved = id();
    private final String remembered = id();
    private final String archived = id();
    private final String archivedButRemembered = id();

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private HttpCalls http;

    @BeforeAll
    void upgrade() throws SQLException {
        Flyway.configure()
                .dataSource(URL, "postgres", "")
                .locations("classpath:db/delivery", "classpath:db/migration")
                .target("1001")
                .load()
                .migrate();
        try (Connection old = DriverManager.getConnection(URL, "postgres", "")) {
            keep(old, draft, "draft", null, 1);
            keep(old, resubmitted, "pending", null, 3);
            keep(old, approved, "approved", "good", 3);
            keep(old, remembered, "rejected", "not \"good\" \u2028 🦊", 2);
            say(old, new DesignEvent.Created(remembered, "a\nb 🦊 \\", "x\ty", "u", "pending", MADE), 1);
            say(old, changed(remembered, "pending", "rejected", "not \"good\" \u2028 🦊"), 2);
            keep(old, archived, "archived", null, 2);
            keep(old, archivedButRemembered, "archived", null, 3);
            say(old, changed(archivedButRemembered, "draft", "pending", "ready"), 2);
            say(old, changed(archivedButRemembered, "pending", "archived", null), 3);
        }
        service = RunningService.start(Map.of("datasources.default.url", URL));
        http = service.http();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void knowsHowDesignsBegan() {
        assertThat(history(draft)).containsExactly("1 design.created null draft null " + MADE);
        assertThat(history(resubmitted))
                .containsExactly(
                        "1 design.created null pending null " + MADE,
                        "3 design.status_changed rejected pending null " + MOVED);
        assertThat(history(approved))
                .containsExactly(
                        "1 design.created null draft null " + MADE,
                        "3 design.status_changed pending approved good " + MOVED);
    }

    @Test
    void takesWhatTheOutboxStillHoldsWordForWord() {
        assertThat(history(remembered))
                .containsExactly(
                        "1 design.created null pending null " + MADE,
                        "2 design.status_changed pending rejected not \"good\" \u2028 🦊 " + MOVED);
        assertThat(history(archivedButRemembered))
                .containsExactly(
                        "1 design.created null draft null " + MADE,
                        "2 design.status_changed draft pending ready " + MOVED,
                        "3 design.status_changed pending archived null " + MOVED);
    }

    @Test
    void saysNothingThatItCannotKnow() {
        assertThat(history(archived))
                .containsExactly(
                        "1 design.created null null null " + MADE,
                        "2 design.status_changed null archived null " + MOVED);
    }

    @Test
    void goesOnWhereTheOldVersionStopped() {
        String path = "/api/designs/" + resubmittedAgain();

        assertThat(http.get(path).header("ETag")).isEqualTo("\"3\"");
        assertThat(http.patch(path + "/status", "{\"new_status\":\"approved\"}").status())
                .isEqualTo(200);
        assertThat(http.get(path + "/history").body().get("items").findValuesAsText("sequence"))
                .containsExactly("1", "3", "4");
    }

    /** One of its own, so that the tests do not depend on their order. */
    private String resubmittedAgain() {
        String id = id();
        service.transactions().inTransaction(tx -> {
            keep(tx.connection(), id, "pending", null, 3);
            try (PreparedStatement insert = tx.connection().prepareStatement("""
                    insert into design_history (design_id, sequence, event_type, from_status, to_status, at)
                    select ?, sequence, event_type, from_status, to_status, at from design_history where design_id = ?""")) {
                insert.setString(1, id);
                insert.setString(2, resubmitted);
                return insert.executeUpdate();
            }
        });
        return id;
    }

    private List<String> history(String id) {
        return StreamSupport.stream(
                        http.get("/api/designs/" + id + "/history")
                                .body()
                                .get("items")
                                .spliterator(),
                        false)
                .map((JsonNode item) -> String.join(
                        " ",
                        item.get("sequence").asText(),
                        item.get("event_type").asText(),
                        item.get("from").asText(),
                        item.get("to").asText(),
                        item.get("reason").asText(),
                        item.get("at").asText()))
                .toList();
    }

    private static void keep(Connection old, String id, String status, @Nullable String reason, long sequence)
            throws SQLException {
        try (PreparedStatement insert = old.prepareStatement("""
                insert into designs (id, user_id, title, status, reason, sequence, created_at, updated_at)
                values (?, 'u', 'Fox', ?, ?, ?, ?::timestamptz, ?::timestamptz)""")) {
            insert.setString(1, id);
            insert.setString(2, status);
            insert.setString(3, reason);
            insert.setLong(4, sequence);
            insert.setString(5, MADE.toString());
            insert.setString(6, (sequence == 1 ? MADE : MOVED).toString());
            insert.executeUpdate();
        }
    }

    private static void say(Connection old, Event event, long sequence) throws SQLException {
        try (PreparedStatement insert = old.prepareStatement(
                "insert into outbox (topic, aggregate_id, sequence, event_id, type, payload) values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, "designs");
            insert.setString(2, event.aggregateId());
            insert.setLong(3, sequence);
            insert.setObject(4, Uuid7.next());
            insert.setString(5, event.type());
            insert.setBytes(6, new EventCodec().write(event));
            insert.executeUpdate();
        }
    }

    private static DesignEvent changed(String id, String from, String to, @Nullable String reason) {
        return new DesignEvent.StatusChanged(id, "u", "Fox", from, to, reason, MOVED);
    }

    private static String id() {
        return DesignId.next().text();
    }

    private static String database() {
        String name = "old_designs_" + ProcessHandle.current().pid();
        TestServers.postgres().createDatabase(name);
        return TestServers.postgres().jdbcUrl(name);
    }
}
