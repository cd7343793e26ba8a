package atelier.ingest.proof;

import atelier.ingest.proof.Finding.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Two ascending streams of one partition, side by side. */
final class Comparison {

    private static final Set<Kind> NOTHING = Set.of();

    private final Stretch stretch;
    private final KafkaRecords kafka;
    private final TableRows table;
    private final Tally tally;
    private final Runs runs;
    private final long firstRow;
    private final long expiredBefore;
    private final @Nullable Fingerprint fingerprint;
    private final Consumer<ConsumerRecord<byte[], byte[]>> alsoSees;

    /**
     * @param firstRow the lowest offset that the table has of this partition
     * @param expiredBefore records older than this moment, in milliseconds, may have lost their rows to retention
     * @param alsoSees gets each of Kafka's records in order
     */
    Comparison(
            Stretch stretch,
            KafkaRecords kafka,
            TableRows table,
            Tally tally,
            Runs runs,
            long firstRow,
            long expiredBefore,
            boolean content,
            Consumer<ConsumerRecord<byte[], byte[]>> alsoSees) {
        this.stretch = stretch;
        this.kafka = kafka;
        this.table = table;
        this.tally = tally;
        this.runs = runs;
        this.firstRow = firstRow;
        this.expiredBefore = expiredBefore;
        this.fingerprint = content ? new Fingerprint() : null;
        this.alsoSees = alsoSees;
    }

    /** How long the log keeps what was inserted, as a moment. */
    static long expiredBefore(long now, long retentionDays) {
        return now - Duration.ofDays(retentionDays).toMillis();
    }

    /**
     * Goes on to an offset.
     *
     * @param missing what a record without a row is below that offset
     */
    void upTo(long end, Kind missing) {
        ConsumerRecord<byte[], byte[]> record = kafka.peek();
        while (record != null && record.offset() < end) {
            extraBelow(record.offset());
            TableRow row = table.peek(end);
            if (row != null && row.offset() == record.offset()) {
                both(record, row);
                table.skip();
            } else {
                none(record, missing);
            }
            tally.records++;
            alsoSees.accept(record);
            kafka.skip();
            record = kafka.peek();
        }
        extraBelow(end);
    }

    private void both(ConsumerRecord<byte[], byte[]> record, TableRow row) {
        Set<Kind> kinds = NOTHING;
        tally.rows += row.rows();
        if (row.rows() > 1) {
            tally.doubled += row.rows() - 1;
            kinds = EnumSet.of(Kind.DOUBLED);
        }
        if (fingerprint != null) {
            ByteBuffer hash = ByteBuffer.wrap(fingerprint.of(record));
            if (!hash.equals(row.lowest()) || !hash.equals(row.highest())) {
                tally.altered++;
                kinds = kinds.isEmpty() ? EnumSet.of(Kind.ALTERED) : EnumSet.of(Kind.ALTERED, Kind.DOUBLED);
            }
        }
        runs.at(record.offset(), record.timestamp(), kinds);
    }

    private void none(ConsumerRecord<byte[], byte[]> record, Kind missing) {
        if (record.offset() < firstRow && record.timestamp() < expiredBefore) {
            tally.expired++;
            return;
        }
        if (missing == Kind.BEHIND) {
            tally.behind++;
        } else {
            tally.missing++;
        }
        runs.at(record.offset(), record.timestamp(), EnumSet.of(missing));
    }

    private void extraBelow(long end) {
        for (TableRow row = table.peek(end); row != null && row.offset() < end; row = table.peek(end)) {
            table.skip();
            if (row.offset() < kafka.floor()) {
                continue; // Kafka has dropped it since, as it may
            }
            tally.rows += row.rows();
            if (stretch.compacted()) {
                tally.compacted++;
            } else {
                tally.extra += row.rows();
                runs.at(row.offset(), Finding.UNKNOWN_TIME, EnumSet.of(Kind.EXTRA));
            }
        }
    }
}
