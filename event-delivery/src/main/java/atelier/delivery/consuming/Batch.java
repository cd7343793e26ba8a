package atelier.delivery.consuming;

import atelier.events.EventCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The records in hand and where to go on after them. Partitions that are taken away leave it. */
final class Batch {
    private final List<ReceivedRecord> records;
    private final Map<TopicPartition, OffsetAndMetadata> next;

    private Batch(List<ReceivedRecord> records, Map<TopicPartition, OffsetAndMetadata> next) {
        this.records = records;
        this.next = next;
    }

    static Batch of(EventCodec codec, ConsumerRecords<byte[], byte[]> polled) {
        List<ReceivedRecord> records = new ArrayList<>(polled.count());
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            records.add(ReceivedRecord.of(codec, record));
        }
        // Past the markers that transactions leave behind the last record, as far as they were seen.
        return new Batch(records, new HashMap<>(polled.nextOffsets()));
    }

    List<ReceivedRecord> records() {
        return List.copyOf(records);
    }

    Map<TopicPartition, OffsetAndMetadata> next() {
        return Map.copyOf(next);
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    void remove(Collection<TopicPartition> partitions) {
        records.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        next.keySet().removeAll(partitions);
    }
}
