package atelier.ingest.lane;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Configurable;

/**
 * Kafka's cooperative-sticky assignor, with a window: it is asked when a JoinGroup is sent and told when its answer is
 * taken in, which the consumer's API does not show. Public and without arguments because the consumer makes it by name.
 */
public final class JoinWatch extends CooperativeStickyAssignor implements Configurable {

    static final String PLACE = "atelier.ingest.place";

    private PlaceInGroup place = new PlaceInGroup();

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(PLACE) instanceof PlaceInGroup given) {
            place = given;
        }
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        place.asked();
        return super.subscriptionUserData(topics);
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        super.onAssignment(assignment, metadata);
        place.settled(metadata.memberId(), metadata.generationId());
    }
}
