package atelier.ingest.lane;

import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the group gives and takes. Called within poll, on the lane's thread; dropping the batch waits for the insert in flight. */
final class Rebalances implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Rebalances.class);

    private final Consumer<byte[], byte[]> consumer;
    private final PlaceInGroup place;
    private final Membership membership;
    private final Holdings holdings;
    private final Runnable dropBatch;

    Rebalances(
            Consumer<byte[], byte[]> consumer,
            PlaceInGroup place,
            Membership membership,
            Holdings holdings,
            Runnable dropBatch) {
        this.consumer = consumer;
        this.place = place;
        this.membership = membership;
        this.holdings = holdings;
        this.dropBatch = dropBatch;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        LOG.info("Assigned {} partitions", partitions.size());
        consumer.pause(partitions);
        // A placeholder until the table was asked; without any position the consumer would look for one of its own.
        partitions.forEach(partition -> consumer.seek(partition, 0));
        holdings.arrive(partitions, 0);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LOG.info("Revoked {} partitions", partitions.size());
        ConsumerGroupMetadata now = consumer.groupMetadata();
        boolean ours = place.unbrokenUpTo(now.memberId(), now.generationId());
        dropBatch.run();
        if (ours) {
            membership.release(holdings.claimsOn(partitions));
        }
        holdings.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warn("Lost {} partitions: this member was taken for dead", partitions.size());
        dropBatch.run();
        holdings.forget(partitions);
    }
}
