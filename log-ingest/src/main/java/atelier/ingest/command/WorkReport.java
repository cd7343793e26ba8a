package atelier.ingest.command;

import atelier.ingest.repair.Listener;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A line for each partition as it is done, and now and then how far it is. */
final class WorkReport implements Listener {

    private final PrintStream out;
    private final PrintStream err;
    private final String command;
    private final String written;
    private final boolean json;
    private final BooleanSupplier stopping;
    private final Progress progress;

    private boolean begun;
    private long records;

    WorkReport(PrintStream out, PrintStream err, String command, String written, Told told, BooleanSupplier stopping) {
        this.out = out;
        this.err = err;
        this.command = command;
        this.written = written;
        this.json = told.last("format").filter("json"::equals).isPresent();
        this.stopping = stopping;
        this.progress = new Progress(new ProgressLine(err, command));
    }

    @Override
    public void done(Work work) {
        records += work.written();
        if (json) {
            // Names of topics and our own words need no escapes.
            out.println("{\"kind\":\"partition\",\"topic\":\"" + work.topic() + "\",\"partition\":" + work.partition()
                    + ",\"from_offset\":" + work.from() + ",\"end_offset\":" + work.end() + ",\"read\":" + work.read()
                    + ",\"" + written.toLowerCase(Locale.ROOT).replace(' ', '_') + "\":" + work.written()
                    + ",\"note\":\"" + work.note() + "\"}");
        } else {
            if (!begun) {
                line("TOPIC", "PARTITION", "FROM", "END", "READ", written, "");
            }
            line(
                    work.topic(),
                    String.valueOf(work.partition()),
                    String.valueOf(work.from()),
                    String.valueOf(work.end()),
                    String.valueOf(work.read()),
                    String.valueOf(work.written()),
                    work.note());
        }
        begun = true;
        out.flush();
    }

    private void line(String... cells) {
        out.println(String.format(Locale.ROOT, "%-40s %9s %12s %12s %12s %12s  %s", (Object[]) cells)
                .stripTrailing());
    }

    void end() {
        if (begun && !json) {
            out.println(written.toLowerCase(Locale.ROOT) + ": " + records);
        }
        out.flush();
    }

    @Override
    public void note(String line) {
        err.println(command + ": " + line);
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
