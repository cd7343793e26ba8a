package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.testing.Findings;
import atelier.devstack.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingPointTest {
    private final KafkaSettings kafka = KafkaSettings.of(TestServers.kafka().bootstrapServers());
    private RelayFixture fixture;
    private CursorTopic cursors;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new RelayFixture(TestServers.postgres(), TestServers.kafka(), folder);
        cursors = new CursorTopic(fixture.database.name());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void isRefusedWhenTheCursorIsLostUntilAnOperatorDecides() throws Exception {
        fixture.append("order_1");
        publishAll();
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            admin.deleteTopics(List.of(cursors.name())).all().get();
            // The broker itself may hear of it a moment later.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !admin.listTopics().names().get().contains(cursors.name()));
        }
        try (Relay relay = fixture.relay(Variant.REAL)) {
            relay.start();
            assertThat(refusal(relay))
                    .contains("place of the relay is lost", cursors.name(), "first_started_at", "truncate outbox");
        }
        fixture.database.execute("update outbox_relay set first_started_at = null");
        fixture.append("order_1");
        publishAll();
        assertThat(fixture.oracle.compareWith(fixture.database))
                .as("the first event is said again, as the operator was told")
                .isEqualTo(new Findings(2, 0, 1, 0));
    }

    @Test
    void isTheBeginningWhenTheCursorIsLostButTheOutboxIsEmpty() {
        fixture.database.execute("update outbox_relay set first_started_at = now()");
        fixture.database.execute("truncate outbox");
        publishAll();
        fixture.append("order_1");
        publishAll();
        assertThat(fixture.oracle.compareWith(fixture.database)).isEqualTo(new Findings(1, 0, 0, 0));
    }

    @Test
    void isRefusedWhenTheCursorIsOfAnotherDatabase() {
        keep(Cursor.atStartOf(new DatabaseIdentity("7000000000000000000", 5, fixture.database.name())));
        try (Relay relay = fixture.relay(Variant.REAL)) {
            relay.start();
            assertThat(refusal(relay)).contains("another database", "7000000000000000000", cursors.name());
        }
    }

    @Test
    void isRefusedWhenTheDatabaseIsOlderThanTheCursor() throws SQLException {
        try (Connection connection = fixture.database.connect()) {
            keep(Cursor.atStartOf(DatabaseIdentity.of(connection)).at(Snapshot.parse("9000000:9000000:")));
        }
        try (Relay relay = fixture.relay(Variant.REAL)) {
            relay.start();
            assertThat(refusal(relay)).contains("older", "backup");
        }
    }

    private void publishAll() {
        try (Relay relay = fixture.relay(Variant.REAL)) {
            relay.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> relay.status().role() == RelayRole.ACTIVE);
            fixture.awaitAll();
        }
    }

    private void keep(Cursor cursor) {
        new KafkaTopics(kafka).ensure(List.of(cursors.plan((short) 1)));
        try (KafkaPublisher publisher = new KafkaPublisher(kafka, "test-" + fixture.database.name(), cursors)) {
            publisher.publish(List.of(), cursor);
        }
    }

    private static String refusal(Relay relay) {
        await().atMost(Duration.ofSeconds(60)).until(() -> relay.status().role() == RelayRole.REFUSED);
        return String.valueOf(relay.status().problem());
    }
}
