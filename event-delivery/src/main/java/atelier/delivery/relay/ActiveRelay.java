package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.kafka.TopicPlan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A relay while it publishes: reads differences, sends them, waits. Ends with the lease or with an exception. For one thread. */
final class ActiveRelay {
    private static final Duration SHORTEST_POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
    /**
     * From the beginning of one turn to the next while events keep coming: a turn costs PostgreSQL, Kafka and every listener much the same whether it carries one event or fifty.
     * The first event after a rest does not wait.
     */
    private static final Duration PACE = Duration.ofMillis(20);

    private final RelaySettings settings;
    private final RelayParts parts;
    private final OutboxReader outbox;
    private final Publisher publisher;
    private final KafkaTopics topics;
    private final RelaySignal signal;
    private final RelayMetrics metrics;
    private final Consumer<Cursor> onStored;
    private final Set<String> knownTopics = new HashSet<>();
    private Cursor cursor;

    /** @param onStored told of each cursor that is in Kafka */
    ActiveRelay(
            RelaySettings settings,
            RelayParts parts,
            OutboxReader outbox,
            Publisher publisher,
            KafkaTopics topics,
            RelaySignal signal,
            RelayMetrics metrics,
            Consumer<Cursor> onStored,
            Cursor cursor) {
        this.settings = settings;
        this.parts = parts;
        this.outbox = outbox;
        this.publisher = publisher;
        this.topics = topics;
        this.signal = signal;
        this.metrics = metrics;
        this.onStored = onStored;
        this.cursor = cursor;
    }

    /** Publishes while it may. */
    void run(BooleanSupplier mayGoOn) throws SQLException {
        Duration poll = SHORTEST_POLL;
        @Nullable Snapshot idleSince = null;
        while (mayGoOn.getAsBoolean()) {
            long began = System.nanoTime();
            Snapshot seen = outbox.now();
            // The same snapshot again: nothing ended since, so there is nothing to look for.
            if (!seen.equals(idleSince) && publishUpTo(seen, mayGoOn)) {
                poll = SHORTEST_POLL;
                LockSupport.parkNanos(this, began + PACE.toNanos() - System.nanoTime());
                continue;
            }
            idleSince = seen;
            metrics.caughtUp();
            if (signal.await(poll)) {
                poll = SHORTEST_POLL;
            } else {
                poll = poll.multipliedBy(3).dividedBy(2);
                poll = poll.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : poll;
            }
        }
    }

    /** Publishes what lies between the cursor and the snapshot; false if that is nothing. A drain in progress is ended first, under its own snapshot. */
    private boolean publishUpTo(Snapshot now, BooleanSupplier mayGoOn) throws SQLException {
        Cursor.@Nullable Drain drain = cursor.drain();
        Snapshot from = cursor.delivered();
        Snapshot to = drain == null ? now : drain.upTo();
        try (OutboxReader.Rows rows = outbox.difference(from, to, drain == null ? 0 : drain.lastId())) {
            if (!rows.hasMore()) {
                cursor = cursor.at(drain == null ? from : to);
                return drain != null;
            }
            while (rows.hasMore() && mayGoOn.getAsBoolean()) {
                List<OutboxRow> chunk = rows.next(settings.maxRows(), settings.maxBytes());
                publish(chunk, after(chunk, rows.hasMore(), to));
            }
            return true;
        }
    }

    /** The cursor that goes to Kafka with a chunk. */
    private Cursor after(List<OutboxRow> chunk, boolean more, Snapshot to) throws SQLException {
        Cursor.@Nullable Drain drain = cursor.drain();
        Snapshot from = cursor.delivered();
        if (more) {
            // Cut before the first piece goes out: the end of a drain is a place to come back to, like any cursor.
            Snapshot end = drain == null ? parts.reached(to, outbox.highest(from, to), from) : drain.upTo();
            return cursor.draining(end, chunk.getLast().id());
        }
        if (drain != null) {
            return cursor.at(drain.upTo());
        }
        long highest = chunk.stream().mapToLong(OutboxRow::xid).max().orElseThrow();
        return cursor.at(parts.reached(to, highest, from));
    }

    private void publish(List<OutboxRow> chunk, Cursor next) {
        List<TopicPlan> missing = chunk.stream()
                .map(row -> row.message().topic())
                .distinct()
                .filter(topic -> !knownTopics.contains(topic))
                .map(settings.topics())
                .toList();
        if (!missing.isEmpty()) {
            topics.ensure(missing);
            missing.forEach(topic -> knownTopics.add(topic.name()));
        }
        publisher.publish(chunk, next);
        cursor = next;
        onStored.accept(next);
        metrics.published(chunk);
    }
}
