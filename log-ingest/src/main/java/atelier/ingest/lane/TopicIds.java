package atelier.ingest.lane;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Which life of each topic is the present one: a topic deleted and created again has a new id. */
final class TopicIds implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 3;

    private final Admin admin;

    TopicIds(Admin admin) {
        this.admin = admin;
    }

    /**
     * The ids of the topics that exist.
     *
     * @throws KafkaException if Kafka does not say
     */
    Map<String, Uuid> of(Collection<String> topics) {
        Map<String, Uuid> ids = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(topics).topicNameValues();
        answers.forEach((topic, answer) -> {
            try {
                ids.put(topic, answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS).topicId());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new KafkaException("cannot describe topic " + topic + ": " + e.getCause(), e);
                }
            } catch (TimeoutException e) {
                throw new KafkaException("no answer to a description of topic " + topic, e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        });
        return ids;
    }

    /** Within a second: without a limit it would wait for calls that an absent broker never answers. */
    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
