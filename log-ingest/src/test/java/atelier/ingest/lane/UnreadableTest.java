package atelier.ingest.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableTest {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Received exception when fetching the next record from orders-1. If needed, please seek past the record",
                "Encountered corrupt message when fetching offset 5 for topic-partition orders-1",
                "Failed to make progress reading messages at orders-1=5. Received a non-empty fetch response",
            })
    void knowsThePartitionThatIsNamed(String words) {
        assertThat(Unreadable.isNamed(PARTITION, words)).isTrue();
    }

    @Test
    void takesNoOtherOneForIt() {
        for (String other : new String[] {"orders-11", "orders-1-1", "orders-1.x-1", "my-orders-1", "my.orders-1"}) {
            assertThat(Unreadable.isNamed(PARTITION, "the next record from " + other + ". If needed"))
                    .as(other)
                    .isFalse();
        }
    }
}
