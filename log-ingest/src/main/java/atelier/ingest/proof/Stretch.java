package atelier.ingest.proof;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The part of a partition that is compared.
 *
 * @param from the first offset
 * @param end the offset behind the last; Kafka's last stable one when the comparison began
 * @param whole nothing of the partition is left out before it
 * @param compacted Kafka may drop any record that a later one of its key replaces
 * @param sequenced the topic's events are said to be numbered from 1 without holes
 */
public record Stretch(
        TopicPartition partition,
        Uuid topicId,
        long from,
        long end,
        boolean whole,
        boolean compacted,
        boolean sequenced) {

    public long size() {
        return end - from;
    }

    Stretch unsequenced() {
        return new Stretch(partition, topicId, from, end, whole, compacted, false);
    }
}
