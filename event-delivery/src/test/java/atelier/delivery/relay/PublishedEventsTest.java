package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.kafka.TopicPlan;
import atelier.delivery.relay.PublishedEvents.After;
import atelier.delivery.relay.PublishedEvents.Event;
import atelier.delivery.relay.PublishedEvents.Page;
import atelier.delivery.testing.Oracle.Seen;
import atelier.devstack.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedEventsTest {
    private final KafkaSettings kafka = KafkaSettings.of(TestServers.kafka().bootstrapServers());
    private RelayFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new RelayFixture(TestServers.postgres(), TestServers.kafka(), folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void areThoseThatTheRelaysPlaceCoversWhoeverIsAsked() throws SQLException {
        for (int i = 0; i < 5; i++) {
            fixture.append("order_1");
        }
        try (Relay idle = fixture.relay(Variant.REAL)) {
            idle.standBy();
            PublishedEvents asked = PublishedEvents.of(idle, fixture.database.dataSource(), kafka);
            assertThat(published(all(asked, 100))).as("no relay has ever run").isZero();
            try (Relay relay = fixture.relay(Variant.REAL)) {
                relay.start();
                fixture.awaitAll();
                PublishedEvents same = PublishedEvents.of(relay, fixture.database.dataSource(), kafka);
                await().atMost(Duration.ofSeconds(60)).until(() -> published(all(same, 100)) == 5);
            }
            fixture.append("order_2");
            await("the place is read again")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> published(all(asked, 100)) == 5);
            List<Event> events = all(asked, 100);
            assertThat(events.getLast().published()).isFalse();
            assertThat(events)
                    .first()
                    .isEqualTo(new Event(
                            events.getFirst().id(),
                            events.getFirst().topic(),
                            "order_1",
                            1,
                            events.getFirst().createdAt(),
                            true));
            assertThat(events.stream().limit(5).map(event -> event.id().toString()))
                    .containsExactlyElementsOf(
                            fixture.oracle.read().stream().map(Seen::id).toList());
        }
    }

    @Test
    void areToldInPagesOnceAndInOrderAndSayFromWhenOn() throws SQLException {
        for (int i = 0; i < 7; i++) {
            fixture.append("order_" + i % 2);
        }
        PublishedEvents asked = coveredBy(null);
        LocalDate old = LocalDate.now(ZoneOffset.UTC).minusDays(10);
        String table = "outbox_" + old.toString().replace("-", "");
        fixture.database.execute("create table " + table + " partition of outbox for values from ('" + old
                + " 00:00+00') to ('" + old.plusDays(1) + " 00:00+00')");
        fixture.database.execute(
                "insert into outbox (topic, aggregate_id, sequence, event_id, type, payload, created_at)"
                        + " select 't', 'old', n, gen_random_uuid(), 't', '', '" + old
                        + " 12:00+00' from generate_series(1, 3) n");

        assertThat(all(asked, 2)).hasSize(10).isEqualTo(all(asked, 100)).doesNotHaveDuplicates();
        assertThat(all(asked, 100).stream().limit(3).map(Event::aggregateId)).containsOnly("old");
        assertThat(asked.page(After.NOTHING, 1).keptFrom())
                .isEqualTo(old.atTime(12, 0).toInstant(ZoneOffset.UTC));
        fixture.database.execute("drop table " + table);
        assertThat(asked.page(After.NOTHING, 1).keptFrom())
                .isEqualTo(all(asked, 100).getFirst().createdAt());
    }

    @Test
    void areInADifferenceThatIsPublishedInPiecesThoseUpToTheLastPiece() throws SQLException {
        for (int i = 0; i < 4; i++) {
            fixture.append("order_1");
        }
        Snapshot now = Snapshot.parse(
                fixture.database.query("select pg_current_snapshot()::text").getFirst());
        fixture.append("order_2");
        long second = fixture.database.count("select id from outbox order by id offset 1 limit 1");
        Cursor start = Cursor.atStartOf(identity());

        assertThat(all(coveredBy(start.draining(now, second)), 100).stream().map(Event::published))
                .containsExactly(true, true, false, false, false);
        assertThat(all(coveredBy(start.at(now)), 100).stream().map(Event::published))
                .containsExactly(true, true, true, true, false);
    }

    @Test
    void areNotGuessedWhenThePlaceIsNotFound() {
        fixture.append("order_1");
        fixture.database.execute("update outbox_relay set first_started_at = now()");
        new KafkaTopics(kafka).ensure(List.of(new CursorTopic(fixture.database.name()).plan(TopicPlan.BROKER_DEFAULT)));

        assertThatThrownBy(() -> coveredBy(null).page(After.NOTHING, 1))
                .isInstanceOf(PlaceUnknown.class)
                .hasMessageContaining("__relay." + fixture.database.name());
    }

    private PublishedEvents coveredBy(@Nullable Cursor cursor) {
        return new PublishedEvents(
                fixture.database.dataSource(), new RelayPlace(() -> cursor, fixture.database.dataSource(), kafka));
    }

    private DatabaseIdentity identity() throws SQLException {
        try (Connection connection = fixture.database.direct().open(Duration.ofSeconds(5))) {
            return DatabaseIdentity.of(connection);
        }
    }

    private static long published(List<Event> events) {
        return events.stream().filter(Event::published).count();
    }

    private static List<Event> all(PublishedEvents asked, int limit) throws SQLException {
        List<Event> events = new ArrayList<>();
        Page page = asked.page(After.NOTHING, limit);
        events.addAll(page.events());
        while (page.next() != null) {
            page = asked.page(Objects.requireNonNull(page.next()), limit);
            events.addAll(page.events());
        }
        return events;
    }
}
