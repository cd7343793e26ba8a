package atelier.ingest.repair;

import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** One partition's records, portion by portion, each a Kafka transaction with the place that it ends at. */
final class PartitionRestore {

    private final Restore.Wish wish;
    private final StoredRecords.Line line;
    private final Rest rest;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Target target;
    private final StoredRecords stored;
    private final Pace pace;
    private final Listener listener;
    private final long before;
    private final long all;

    private long written;

    PartitionRestore(
            Restore.Wish wish,
            StoredRecords.Line line,
            Rest rest,
            KafkaProducer<byte[], byte[]> producer,
            Target target,
            StoredRecords stored,
            Pace pace,
            Listener listener,
            long before,
            long all) {
        this.wish = wish;
        this.line = line;
        this.rest = rest;
        this.producer = producer;
        this.target = target;
        this.stored = stored;
        this.pace = pace;
        this.listener = listener;
        this.before = before;
        this.all = all;
    }

    void run() throws ClickHouseFailure {
        long next = rest.from();
        while (next <= rest.last()) {
            listener.stopIfAsked();
            List<StoredRecord> portion = stored.next(wish.topic(), line, next, rest.last(), wish.from(), wish.to());
            if (portion.isEmpty()) {
                return;
            }
            // Before the transaction: it must not be open while the pace is awaited.
            for (int i = 0; i < portion.size(); ) {
                listener.stopIfAsked();
                i += pace.take() ? 1 : 0;
            }
            next = portion.getLast().offset() + 1;
            write(portion, next);
            written += portion.size();
            listener.progress(wish.topic() + "-" + line.partition(), before + written, all);
        }
    }

    private void write(List<StoredRecord> portion, long next) {
        producer.beginTransaction();
        for (StoredRecord record : portion) {
            Future<RecordMetadata> unused = producer.send(record.to(wish.toTopic(), line.partition()));
        }
        target.come(producer, line.partition(), next, rest.id());
        producer.commitTransaction(); // fails if any of them was not taken
    }

    long written() {
        return written;
    }
}
