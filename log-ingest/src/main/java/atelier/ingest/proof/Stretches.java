package atelier.ingest.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * From where to where partitions are compared, as a reader of what is committed sees it.
 *
 * @param topics by name
 * @param compacted names of those that Kafka compacts
 */
record Stretches(String brokers, Map<String, TopicDescription> topics, Set<String> compacted) {

    /** By topic and partition. */
    List<Stretch> since(@Nullable Instant since) {
        List<TopicPartition> partitions = partitions();
        try (KafkaConsumer<byte[], byte[]> consumer = KafkaReader.consumer(brokers)) {
            // First the ends: what is said later is not looked at.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> starts =
                    since == null ? begins : starts(consumer, partitions, since, begins, ends);
            List<Stretch> stretches = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                TopicDescription topic = topics.get(partition.topic());
                long end = ends.getOrDefault(partition, 0L);
                long from = Math.min(starts.getOrDefault(partition, 0L), end);
                if (topic != null) {
                    stretches.add(stretch(partition, topic, from, end));
                }
            }
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
            return stretches;
        } catch (KafkaException e) {
            throw Unanswered.of(e, brokers);
        }
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        topics.forEach((name, topic) -> topic.partitions()
                .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        partitions.sort(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        return partitions;
    }

    private Stretch stretch(TopicPartition partition, TopicDescription topic, long from, long end) {
        boolean compact = compacted.contains(partition.topic());
        boolean copies = partition.topic().endsWith(".dlq");
        return new Stretch(partition, topic.topicId(), from, end, from == 0, compact, !compact && !copies);
    }

    private static Map<TopicPartition, Long> starts(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Instant since,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            long start = first == null ? ends.getOrDefault(partition, 0L) : first.offset();
            starts.put(partition, Math.max(start, begins.getOrDefault(partition, 0L)));
        }
        return starts;
    }
}
