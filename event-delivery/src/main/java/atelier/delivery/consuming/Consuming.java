package atelier.delivery.consuming;

import atelier.delivery.Backoff;
import atelier.delivery.kafka.KafkaSettings;
import atelier.events.EventCodec;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One membership of a group, from joining to leaving. For the loop's thread. */
final class Consuming implements ConsumerRebalanceListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Consuming.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration COMMIT = Duration.ofSeconds(5);
    /** From the beginning of one transaction to the next while records keep coming in small numbers: it costs much the same for one as for fifty. */
    private static final Duration PACE = Duration.ofMillis(50);

    private final ConsumerLoop loop;
    private final BatchTransaction transaction;
    private final InboxPurge purge;
    private final ConsumerMetrics metrics;
    private final int maxBatch;
    private final Backoff backoff;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaClientMetrics clientMetrics;
    private final EventCodec codec = new EventCodec();

    /** Offsets whose records are in the database, not yet committed to Kafka. */
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();

    private @Nullable Batch inHand;

    Consuming(
            ConsumerLoop loop,
            ConsumerSettings settings,
            KafkaSettings kafka,
            BatchTransaction transaction,
            InboxPurge purge,
            ConsumerMetrics metrics) {
        this.loop = loop;
        this.transaction = transaction;
        this.purge = purge;
        this.metrics = metrics;
        this.maxBatch = settings.maxBatch();
        this.backoff = new Backoff(settings.firstPause(), settings.longestPause());
        this.consumer = new KafkaConsumer<>(
                kafka.with(settings.clientProperties()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.clientMetrics = metrics.bind(consumer);
        consumer.subscribe(settings.topicNames(), this);
    }

    /** Works until the loop is closed; throws what only a new membership can cure. */
    void run() {
        while (!loop.stopping()) {
            Batch batch = Batch.of(codec, consumer.poll(POLL));
            if (batch.isEmpty()) {
                done.putAll(batch.next());
                loop.succeeded();
                commit();
            } else {
                long began = System.nanoTime();
                boolean more = batch.records().size() == maxBatch;
                inHand = batch;
                takeIn(batch);
                inHand = null;
                commit();
                if (!more) {
                    loop.pause(PACE.minusNanos(System.nanoTime() - began));
                }
            }
            purge.runIfDue();
        }
    }

    /** Tries until the batch is in the database, lost to another member, or the loop is closed. */
    private void takeIn(Batch batch) {
        while (!batch.isEmpty()) {
            try {
                long began = System.nanoTime();
                int fresh = transaction.run(batch.records());
                metrics.handled(fresh, System.nanoTime() - began);
                done.putAll(batch.next());
                backoff.reset();
                loop.succeeded();
                return;
            } catch (RuntimeException e) {
                loop.failed(e);
            }
            if (!waitAsMember(backoff.next())) {
                return;
            }
        }
    }

    /** Waits and polls nothing, so that the group does not take this member for dead; false if the loop is closed meanwhile. */
    private boolean waitAsMember(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        consumer.pause(consumer.assignment());
        while (!loop.stopping()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                consumer.resume(consumer.paused());
                return true;
            }
            consumer.poll(Duration.ofNanos(Math.min(left, POLL.toNanos())));
        }
        return false;
    }

    /** A commit that fails is harmless: the next one covers it, or another member gets the records again and its inbox knows them. */
    private void commit() {
        if (done.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(Map.copyOf(done), COMMIT);
            done.clear();
        } catch (RebalanceInProgressException
                | CommitFailedException
                | TimeoutException
                | RetriableCommitFailedException e) {
            LOG.info("Offsets are committed later: {}", e.getMessage());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (inHand != null) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        done.keySet().removeAll(partitions);
        if (inHand != null) {
            inHand.remove(partitions);
        }
    }

    @Override
    public void close() {
        clientMetrics.close();
        consumer.close(CloseOptions.timeout(COMMIT));
    }
}
