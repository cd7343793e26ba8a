package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.KafkaTopics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One turn of a relay: waits for the lease, fences its predecessor, reads the cursor, publishes until something ends it. */
final class RelayTurn {
    private static final Duration SILENCE_OF_LEASE = Duration.ofSeconds(3);
    /** Sorting the backlog of hours takes minutes before the first row comes. */
    private static final Duration SILENCE_OF_READER = Duration.ofMinutes(15);

    private final RelaySettings settings;
    private final ConnectionSource database;
    private final KafkaSettings kafka;
    private final RelaySignal signal;
    private final RelayMetrics metrics;
    private final RelayParts parts;
    private final Consumer<RelayRole> became;
    private final BooleanSupplier stopping;
    private volatile @Nullable Cursor stored;

    RelayTurn(
            RelaySettings settings,
            ConnectionSource database,
            KafkaSettings kafka,
            RelaySignal signal,
            RelayMetrics metrics,
            RelayParts parts,
            Consumer<RelayRole> became,
            BooleanSupplier stopping) {
        this.settings = settings;
        this.database = database;
        this.kafka = kafka;
        this.signal = signal;
        this.metrics = metrics;
        this.parts = parts;
        this.became = became;
        this.stopping = stopping;
    }

    /** The last cursor that this process knows to be in Kafka. */
    @Nullable
    Cursor stored() {
        return stored;
    }

    void run() throws SQLException {
        try (Connection session = database.open(SILENCE_OF_LEASE)) {
            Lease.prepare(session);
            try (Lease lease = waitForLease(session)) {
                if (lease != null) {
                    lead(lease);
                }
            }
        }
    }

    private @Nullable Lease waitForLease(Connection session) throws SQLException {
        while (!stopping.getAsBoolean()) {
            Lease lease = parts.lease(session, signal);
            if (lease != null) {
                return lease;
            }
            became.accept(RelayRole.STANDBY);
            pause();
        }
        return null;
    }

    /** Commits of this process are none of its business while it stands by. */
    private void pause() {
        long end = System.nanoTime() + Lease.PING.toNanos();
        long left = Lease.PING.toNanos();
        while (left > 0 && !stopping.getAsBoolean()) {
            signal.await(Duration.ofNanos(left));
            left = end - System.nanoTime();
        }
    }

    private void lead(Lease lease) throws SQLException {
        try (Connection connection = database.open(SILENCE_OF_READER);
                OutboxReader outbox = new OutboxReader(connection, settings.source())) {
            DatabaseIdentity identity = DatabaseIdentity.of(connection);
            CursorTopic cursors = new CursorTopic(identity.name());
            KafkaTopics topics = new KafkaTopics(kafka);
            topics.ensure(
                    List.of(cursors.plan(settings.topics().apply(cursors.name()).replication())));
            try (Publisher publisher = parts.publisher(kafka, identity.name(), cursors)) {
                Cursor cursor =
                        new StartingPoint(connection, identity, cursors.name()).from(cursors.read(kafka), publisher);
                stored = cursor;
                became.accept(RelayRole.ACTIVE);
                new ActiveRelay(
                                settings,
                                parts,
                                outbox,
                                publisher,
                                topics,
                                signal,
                                metrics,
                                next -> stored = next,
                                cursor)
                        .run(() -> lease.held() && !stopping.getAsBoolean());
            }
        }
    }
}
