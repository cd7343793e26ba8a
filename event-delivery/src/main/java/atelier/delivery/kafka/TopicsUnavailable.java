package atelier.delivery.kafka;

import org.apache.kafka.common.TopicPartition;

/** A topic is not there and could not be created, or it was created and cannot be written to yet. */
public final class TopicsUnavailable extends RuntimeException {
    private TopicsUnavailable(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    static TopicsUnavailable notCreated(String topic, Throwable cause) {
        return new TopicsUnavailable("topic " + topic + " cannot be created", cause);
    }

    static TopicsUnavailable notLed(TopicPartition partition, Throwable cause) {
        return new TopicsUnavailable(
                "topic " + partition.topic() + " was created, but no leader of its partition " + partition.partition()
                        + " answers",
                cause);
    }
}
