package atelier.ingest.command;

import atelier.ingest.proof.Finding;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.OutboxTally;
import atelier.ingest.proof.Tally;
import java.util.function.BooleanSupplier;

/** A report that somebody waits for: it says now and then how far it is, and ends when it is no longer wanted. */
public final class Watched implements Observer {

    private final Observer report;
    private final Progress progress;
    private final BooleanSupplier stopping;

    public Watched(Observer report, Progress progress, BooleanSupplier stopping) {
        this.report = report;
        this.progress = progress;
        this.stopping = stopping;
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
        progress.at(where, done, all);
    }

    @Override
    public boolean stopping() {
        return stopping.getAsBoolean();
    }
}
