package atelier.ingest.command;

import atelier.ingest.proof.Finding;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.OutboxTally;
import atelier.ingest.proof.Tally;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What was found, written down for people or machines. */
abstract class Report implements Observer {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Years outside of this are a producer's fancy and no use to anyone. */
    private static final long LATEST = 253_402_300_799_999L; // 9999-12-31

    private long findings;
    private long records;
    private long partitions;

    @Override
    public final void found(Finding finding) {
        findings++;
        write(finding);
    }

    @Override
    public final void compared(Tally tally) {
        partitions++;
        records += tally.records();
        write(tally);
    }

    @Override
    public final void compared(OutboxTally tally) {
        write(tally);
    }

    @Override
    public void progress(String where, long done, long all) {}

    abstract void write(Finding finding);

    abstract void write(Tally tally);

    abstract void write(OutboxTally tally);

    abstract void end();

    final long findings() {
        return findings;
    }

    final long records() {
        return records;
    }

    final long partitions() {
        return partitions;
    }

    /** Empty where no time is known. */
    static String moment(long millis) {
        return millis < 0 || millis > LATEST ? "" : MOMENT.format(Instant.ofEpochMilli(millis));
    }
}
