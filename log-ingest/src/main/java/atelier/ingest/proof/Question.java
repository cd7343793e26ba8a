package atelier.ingest.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to compare.
 *
 * @param topics empty for all but internal ones
 * @param since records from this time on; null for all that Kafka keeps
 * @param content whether key, value, headers and timestamp are compared too, by hash
 * @param patience how long to wait for records that are not in the table yet because they are young
 */
public record Question(Set<String> topics, @Nullable Instant since, boolean content, Duration patience) {

    public Question {
        topics = Set.copyOf(topics);
    }
}
