package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Who may still be writing, and until when: the committed offset's note says, written by a generation before ours. */
final class FormerOwners {

    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicIds topicIds;
    private final ClickHouse clickHouse;
    private final Duration lease;

    FormerOwners(Consumer<byte[], byte[]> consumer, TopicIds topicIds, ClickHouse clickHouse, Duration lease) {
        this.consumer = consumer;
        this.topicIds = topicIds;
        this.clickHouse = clickHouse;
        this.lease = lease;
    }

    /** Of partitions whose topic exists; the others the group will take away. */
    Map<TopicPartition, Arrival.Leased> of(Map<TopicPartition, Arrival.Unknown> unknown) throws ClickHouseFailure {
        Set<String> topics =
                unknown.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        Map<String, Uuid> ids = topicIds.of(topics);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(unknown.keySet(), KAFKA_TIMEOUT);
        long now = clickHouse.now();
        Map<TopicPartition, Arrival.Leased> leased = new HashMap<>();
        unknown.forEach((partition, arrival) -> {
            Uuid id = ids.get(partition.topic());
            if (id != null) {
                leased.put(partition, leased(id, committed.get(partition), arrival.notBefore(), now));
            }
        });
        return leased;
    }

    private Arrival.Leased leased(Uuid id, @Nullable OffsetAndMetadata committed, long notBefore, long now) {
        if (committed == null) {
            // An owner commits before its first insert, so there was none.
            return new Arrival.Leased(id, -1, notBefore);
        }
        LeaseNote note = LeaseNote.parse(committed.metadata()).orElse(null);
        if (note == null) {
            // Someone reset the offsets by hand, and with them the note: as if it had just been written.
            return new Arrival.Leased(id, committed.offset(), Math.max(notBefore, now + lease.toMillis()));
        }
        return note.topicId().equals(id)
                ? new Arrival.Leased(id, committed.offset(), Math.max(notBefore, note.heldUntil()))
                : new Arrival.Leased(id, -1, notBefore);
    }
}
