package atelier.ingest.lane;

import atelier.ingest.row.RowBatch;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** The batch that is being filled, and the one that takes its place when it is sent. Used by the lane's thread only. */
final class Filling {

    private static final int FULL_POLLS_OF_BACKLOG = 20;
    private static final int PATIENCE_WITH_BACKLOG = 8;

    private final Supplier<BatchLimits> limits;

    private RowBatch batch = new RowBatch();
    private RowBatch other = new RowBatch();
    private long oldestRow;
    private int fullPolls;

    /** @param limits asked anew each time: they shrink after a failure and grow back */
    Filling(Supplier<BatchLimits> limits) {
        this.limits = limits;
    }

    RowBatch batch() {
        return batch;
    }

    /** Full polls in a row mean more behind them: then a bigger batch is worth more than a fresher one. */
    void polled(boolean fullPoll) {
        fullPolls = fullPoll ? fullPolls + 1 : 0;
    }

    void add(Uuid topicId, ConsumerRecord<byte[], byte[]> record) {
        if (batch.isEmpty()) {
            oldestRow = System.nanoTime();
        }
        batch.add(topicId, record);
    }

    boolean isEmpty() {
        return batch.isEmpty();
    }

    boolean isFull() {
        return batch.rows() >= limits.get().rows()
                || batch.bytes() >= limits.get().bytes();
    }

    boolean isDue() {
        return !batch.isEmpty() && (isFull() || millisUntilDue() <= 0);
    }

    long millisUntilDue() {
        long age = (System.nanoTime() - oldestRow) / 1_000_000;
        int patience = fullPolls >= FULL_POLLS_OF_BACKLOG ? PATIENCE_WITH_BACKLOG : 1;
        return limits.get().age().toMillis() * patience - age;
    }

    Set<TopicPartition> partitions() {
        return batch.lastOffsets().keySet();
    }

    /** The batch is another's until it is cleared; the next record goes into the other one. */
    void sent() {
        RowBatch sent = batch;
        batch = other;
        other = sent;
    }

    void clear() {
        batch.clear();
    }
}
