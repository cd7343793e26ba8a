package atelier.ingest.lane;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The partitions assigned to this lane: each either arriving or claimed. Used by the lane's thread only. */
final class Holdings {

    private final Map<TopicPartition, Arrival> arriving = new HashMap<>();
    private final Map<TopicPartition, Claim> claims = new HashMap<>();

    Map<TopicPartition, Arrival> arriving() {
        return arriving;
    }

    Map<TopicPartition, Claim> claims() {
        return claims;
    }

    Set<String> claimedTopics() {
        return claims.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    void arrive(Collection<TopicPartition> partitions, long notBefore) {
        for (TopicPartition partition : partitions) {
            claims.remove(partition);
            arriving.put(partition, new Arrival.Unknown(notBefore));
        }
    }

    void place(TopicPartition partition, Claim claim) {
        arriving.remove(partition);
        claims.put(partition, claim);
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(arriving::remove);
        partitions.forEach(claims::remove);
    }

    void forgetTopics(Set<String> topics) {
        arriving.keySet().removeIf(partition -> topics.contains(partition.topic()));
        claims.keySet().removeIf(partition -> topics.contains(partition.topic()));
    }

    /** The claims on some partitions, those among them that are still claimed. */
    Map<TopicPartition, Claim> claimsOn(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Claim> some = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Claim claim = claims.get(partition);
            if (claim != null) {
                some.put(partition, claim);
            }
        }
        return some;
    }
}
