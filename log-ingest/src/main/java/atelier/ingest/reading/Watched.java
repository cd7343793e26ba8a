package atelier.ingest.reading;

import atelier.ingest.command.JsonReport;
import atelier.ingest.proof.Finding;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.OutboxTally;
import atelier.ingest.proof.Tally;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A report that says every two seconds how far it is, and ends when the time is up. */
final class Watched implements Observer {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    static final String TOO_LONG = "it takes longer than " + LONGEST.toMinutes()
            + " minutes: ask for a topic or a time, or use ./console logs:verify, which has no limit";

    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final JsonReport report;
    private final BooleanSupplier left;
    private final long end = System.nanoTime() + LONGEST.toNanos();
    private long next = System.nanoTime() + EVERY_NANOS;

    Watched(JsonReport report, BooleanSupplier left) {
        this.report = report;
        this.left = left;
    }

    @Override
    public void found(Finding finding) {
        report.found(finding);
    }

    @Override
    public void compared(Tally tally) {
        report.compared(tally);
    }

    @Override
    public void compared(OutboxTally tally) {
        report.compared(tally);
    }

    @Override
    public void progress(String where, long done, long all) {
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + EVERY_NANOS;
            report.progress(where, done, all);
        }
    }

    @Override
    public boolean stopping() {
        return left.getAsBoolean() || late();
    }

    boolean late() {
        return System.nanoTime() - end > 0;
    }
}
