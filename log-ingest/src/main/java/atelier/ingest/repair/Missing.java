package atelier.ingest.repair;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.lane.Inserter;
import atelier.ingest.proof.Landscape;
import atelier.ingest.proof.Unanswered;
import atelier.ingest.row.RowBatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of the records that have no row. */
sealed interface Missing {

    void add(ConsumerRecord<byte[], byte[]> record) throws ClickHouseFailure;

    /** Called before each record: time may have passed. */
    void passed(long read) throws ClickHouseFailure;

    void end(long read) throws ClickHouseFailure;

    long count();

    /** A dry run. */
    final class Counted implements Missing {

        private long count;

        @Override
        public void add(ConsumerRecord<byte[], byte[]> record) {
            count++;
        }

        @Override
        public void passed(long read) {}

        @Override
        public void end(long read) {}

        @Override
        public long count() {
            return count;
        }
    }

    /** By log-ingest's own encoder and INSERT: the row is the one that it would have made, but for ingested_at. */
    final class Inserted implements Missing {

        private static final int ROWS = 10_000;
        private static final int BYTES = 8 << 20;

        private final Landscape kafka;
        private final Operation.Subject subject;
        private final PartitionLock lock;
        private final Inserter inserter;
        private final RowBatch batch = new RowBatch();

        private long inserted;

        Inserted(
                ClickHouse clickHouse,
                Landscape kafka,
                Operation.Subject subject,
                Operation operation,
                PartitionLock lock) {
            this.kafka = kafka;
            this.subject = subject;
            this.lock = lock;
            this.inserter = new Inserter(clickHouse, Rivals.queryIdPrefix(subject) + operation.id(), () -> false);
        }

        @Override
        public void add(ConsumerRecord<byte[], byte[]> record) throws ClickHouseFailure {
            batch.add(subject.topicId(), record);
            if (batch.rows() >= ROWS || batch.bytes() >= BYTES) {
                insert();
            }
        }

        @Override
        public void passed(long read) throws ClickHouseFailure {
            lock.counted(read, inserted);
            lock.holdOn();
        }

        @Override
        public void end(long read) throws ClickHouseFailure {
            if (!batch.isEmpty()) {
                insert();
            }
            lock.counted(read, inserted);
        }

        private void insert() throws ClickHouseFailure {
            // The same id before the first record was read and after the last: they are this topic's own.
            if (!kafka.topicId(subject.topic()).equals(subject.topicId())) {
                throw Unanswered.because("topic " + subject.topic() + " was deleted and created again meanwhile");
            }
            lock.holdOn();
            try {
                inserter.insert(batch, lock.clickHouseTime(), lock.heldUntil());
            } catch (ClickHouseFailure e) {
                lock.unknown();
                throw Unanswered.because("it is not known whether the last " + batch.rows()
                        + " rows were inserted; run it again, it inserts only what is missing (" + e.getMessage()
                        + ")");
            }
            inserted += batch.rows();
            batch.clear();
        }

        @Override
        public long count() {
            return inserted;
        }
    }
}
