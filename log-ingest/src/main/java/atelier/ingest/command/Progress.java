package atelier.ingest.command;

import atelier.ingest.proof.Finding;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.OutboxTally;
import atelier.ingest.proof.Tally;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Says from the second second on how far a command is. */
final class Progress implements Observer {

    private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final Observer observer;
    private final PrintStream err;
    private final String command;
    private final BooleanSupplier stopping;
    private final long start = System.nanoTime();
    private long next = start + FIRST_NANOS;

    Progress(Observer observer, PrintStream err, String command, BooleanSupplier stopping) {
        this.observer = observer;
        this.err = err;
        this.command = command;
        this.stopping = stopping;
    }

    @Override
    public void found(Finding finding) {
        observer.found(finding);
    }

    @Override
    public void compared(Tally tally) {
        observer.compared(tally);
    }

    @Override
    public void compared(OutboxTally tally) {
        observer.compared(tally);
    }

    @Override
    public boolean stopping() {
        return stopping.getAsBoolean();
    }

    @Override
    public void progress(String where, long done, long all) {
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + EVERY_NANOS;
        long perSecond = done * 1_000_000_000L / Math.max(1, now - start);
        err.printf(
                Locale.ROOT,
                "%s: at %s, %,d of %,d offsets (%d %%), %,d a second%n",
                command,
                where,
                done,
                all,
                all == 0 ? 100 : done * 100 / all,
                perSecond);
        err.flush();
    }
}
