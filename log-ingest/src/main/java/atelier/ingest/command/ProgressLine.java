package atelier.ingest.command;

import java.io.PrintStream;
import java.util.Locale;

/** Tells people how far a command is, and how fast. */
final class ProgressLine implements Progress.Voice {

    private final PrintStream err;
    private final String command;
    private final long start = System.nanoTime();

    ProgressLine(PrintStream err, String command) {
        this.err = err;
        this.command = command;
    }

    @Override
    public void tell(String where, long done, long all) {
        err.printf(
                Locale.ROOT,
                "%s: at %s, %,d of %,d offsets (%d %%), %,d a second%n",
                command,
                where,
                done,
                all,
                all == 0 ? 100 : done * 100 / all,
                done * 1_000_000_000L / Math.max(1, System.nanoTime() - start));
        err.flush();
    }
}
