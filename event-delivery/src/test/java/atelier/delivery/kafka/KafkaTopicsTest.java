package atelier.delivery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.devstack.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaTopicsTest {
    /** So many that the broker is seen at it: it comes to lead them one by one. */
    private static final int PARTITIONS = 200;

    private final KafkaSettings kafka = KafkaSettings.of(TestServers.kafka().bootstrapServers());
    private final KafkaTopics topics = new KafkaTopics(kafka);
    private final String small = "small-" + System.nanoTime();
    private final String large = "large-" + System.nanoTime();

    @AfterEach
    void delete() throws Exception {
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            List<String> made = admin.listTopics().names().get().stream()
                    .filter(List.of(small, large)::contains)
                    .toList();
            admin.deleteTopics(made).all().get();
        }
    }

    /** A producer that sends nothing twice: whatever a broker refuses fails. */
    @Test
    void areReadyForRecordsInEachPartitionAtOnce() throws Exception {
        Map<String, Object> once =
                kafka.with(Map.of(ProducerConfig.RETRIES_CONFIG, 0, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(once, new ByteArraySerializer(), new ByteArraySerializer())) {
            topics.ensure(List.of(plan(small, 1)));
            producer.send(record(small, 0)).get(); // it is connected, and loses no time
            assertThat(topics.ensure(List.of(plan(small, 1), plan(large, PARTITIONS))))
                    .containsExactly(large);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                sent.add(producer.send(record(large, partition)));
            }
            for (Future<RecordMetadata> each : sent) {
                assertThat(each.get().offset()).isZero();
            }
        }
    }

    @Test
    void areNamedWhenTheyCannotBeCreated() {
        assertThatThrownBy(() -> topics.ensure(List.of(new TopicPlan(small, 1, (short) 7, Map.of()))))
                .isInstanceOf(TopicsUnavailable.class)
                .hasMessageStartingWith("topic " + small + " cannot be created: ");
    }

    private static TopicPlan plan(String topic, int partitions) {
        return new TopicPlan(topic, partitions, TopicPlan.BROKER_DEFAULT, Map.of());
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int partition) {
        return new ProducerRecord<>(topic, partition, null, new byte[0]);
    }
}
