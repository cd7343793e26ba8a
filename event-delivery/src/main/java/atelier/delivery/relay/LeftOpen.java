package atelier.delivery.relay;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Partitions in which a transaction of the relay is open though its coordinator takes it for complete.
 *
 * <p>That must not be, but brokers do it, 4.3.1 for one (KAFKA-20734): a coordinator that is about to write the markers of a decided transaction while the
 * partitions have no leader, as happens when a killed broker comes back, takes the partitions for deleted. The next marker of the same producer then decides about
 * those rows too, and the cursor in front of them is not seen: they would be published a second time and committed together with the first.
 *
 * @param partitions those with the open transaction
 * @param unseen topics that could not be looked into: a partition has no leader, or the relay may not read them
 */
record LeftOpen(Set<TopicPartition> partitions, Set<String> unseen) {
    private static final String TRANSACTIONS = "transaction.version";
    private static final short EPOCH_PER_TRANSACTION = 2;

    /**
     * Looks into all topics; to be called after {@code initTransactions()}.
     *
     * @throws RelayRefused if a part of the transaction is decided, so that the rest must not be decided anew
     */
    static LeftOpen find(Admin admin, String transactionalId) {
        long producer = get(admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
                .producerId();
        Map<TopicPartition, ProducerState> states = new HashMap<>();
        Set<String> unseen = states(admin, producer, states);
        Map<TopicPartition, ProducerState> open = new HashMap<>(states);
        open.values().removeIf(state -> state.currentTransactionStartOffset().isEmpty());
        if (!open.isEmpty() && (isPartlyDecided(open, states) || !hasEpochPerTransaction(admin))) {
            throw refused(open);
        }
        return new LeftOpen(Set.copyOf(open.keySet()), Set.copyOf(unseen));
    }

    /** Each transaction has an epoch of its own, which its markers raise by one: so a higher one, elsewhere, is a marker of this transaction. */
    private static boolean isPartlyDecided(
            Map<TopicPartition, ProducerState> open, Map<TopicPartition, ProducerState> all) {
        int epoch = open.values().stream()
                .mapToInt(ProducerState::producerEpoch)
                .max()
                .orElseThrow();
        return all.values().stream().anyMatch(state -> state.producerEpoch() > epoch);
    }

    private static boolean hasEpochPerTransaction(Admin admin) {
        FinalizedVersionRange version = get(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(TRANSACTIONS);
        return version != null && version.maxVersionLevel() >= EPOCH_PER_TRANSACTION;
    }

    /** Puts the producer's state into {@code states}, answers the topics that are not seen. */
    private static Set<String> states(Admin admin, long producer, Map<TopicPartition, ProducerState> states) {
        Set<String> unseen = new HashSet<>();
        Set<TopicPartition> partitions = new HashSet<>();
        Collection<String> names = get(admin.listTopics().names());
        admin.describeTopics(names).topicNameValues().forEach((name, answer) -> {
            try {
                TopicDescription topic = get(answer);
                for (TopicPartitionInfo partition : topic.partitions()) {
                    if (partition.leader() == null) {
                        unseen.add(name);
                    } else {
                        partitions.add(new TopicPartition(name, partition.partition()));
                    }
                }
            } catch (KafkaException e) {
                unseen.add(name);
            }
        });
        var described = admin.describeProducers(partitions);
        for (TopicPartition partition : partitions) {
            try {
                get(described.partitionResult(partition)).activeProducers().stream()
                        .filter(state -> state.producerId() == producer)
                        .forEach(state -> states.put(partition, state));
            } catch (KafkaException e) {
                unseen.add(partition.topic());
            }
        }
        return unseen;
    }

    private static RelayRefused refused(Map<TopicPartition, ProducerState> open) {
        Set<String> told = new TreeSet<>();
        open.forEach((partition, state) -> told.add(partition + " from offset "
                + state.currentTransactionStartOffset().orElseThrow()));
        return new RelayRefused(
                "Kafka has written only a part of the end of a transaction (KAFKA-20734): it is still open" + " in "
                        + String.join(", ", told) + ". Some of its events are there and some are not.");
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
