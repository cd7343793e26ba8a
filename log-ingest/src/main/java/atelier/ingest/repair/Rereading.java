package atelier.ingest.repair;

import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.proof.KafkaRecords;
import atelier.ingest.proof.LogTable;
import atelier.ingest.proof.Stretch;
import atelier.ingest.proof.TableRow;
import atelier.ingest.proof.TableRows;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Goes through a stretch of Kafka beside the table and hands on each record that has no row. */
final class Rereading {

    private static final int RECORDS_PER_PROGRESS = 1024;

    private final Stretch stretch;
    private final KafkaRecords kafka;
    private final TableRows table;
    private final Missing missing;
    private final Pace pace;
    private final Listener listener;

    private long read;

    Rereading(Stretch stretch, KafkaRecords kafka, LogTable table, Missing missing, Pace pace, Listener listener) {
        this.stretch = stretch;
        this.kafka = kafka;
        this.table = new TableRows(table, stretch, false);
        this.missing = missing;
        this.pace = pace;
        this.listener = listener;
    }

    void run() throws ClickHouseFailure {
        for (ConsumerRecord<byte[], byte[]> record = kafka.peek(); record != null; record = kafka.peek()) {
            listener.stopIfAsked();
            missing.passed(read);
            if (!pace.take()) {
                continue; // looks around while it waits
            }
            if (!stored(record.offset())) {
                missing.add(record);
            }
            kafka.skip();
            if (++read % RECORDS_PER_PROGRESS == 0) {
                listener.progress(stretch.partition().toString(), record.offset() - stretch.from(), stretch.size());
            }
        }
        missing.end(read);
    }

    private boolean stored(long offset) {
        TableRow row = table.peek(stretch.end());
        while (row != null && row.offset() < offset) {
            table.skip();
            row = table.peek(stretch.end());
        }
        return row != null && row.offset() == offset;
    }

    long read() {
        return read;
    }
}
