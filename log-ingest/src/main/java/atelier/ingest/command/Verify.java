package atelier.ingest.command;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.proof.Proof;
import atelier.ingest.proof.Question;
import java.io.PrintStream;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** {@code logs:verify}: compares, prints, and fails if anything was found. */
public final class Verify {

    private static final Set<String> NAMES = Set.of("topic", "since", "content", "wait", "format");
    private static final long USUAL_PATIENCE = 15;

    private final String brokers;
    private final ClickHouse clickHouse;

    private final BooleanSupplier stopping;

    public Verify(String brokers, ClickHouse clickHouse, BooleanSupplier stopping) {
        this.brokers = brokers;
        this.clickHouse = clickHouse;
        this.stopping = stopping;
    }

    /** @return whether nothing was found */
    public boolean run(Told told, PrintStream out, PrintStream err) {
        told.onlyKnows(NAMES);
        Question question = question(told);
        Report report = told.last("format").orElse("table").equals("json")
                ? new JsonReport(out)
                : new TableReport(out, question.content());
        Progress progress = new Progress(report, err, "logs:verify", stopping);
        new Proof(brokers, clickHouse).answer(question, progress);
        report.end();
        out.flush();
        return report.findings() == 0;
    }

    /** Also of the same words in a URL. */
    public static Question question(Told told) {
        return new Question(
                told.all("topic"),
                told.moment("since").orElse(null),
                told.flag("content"),
                told.seconds("wait", USUAL_PATIENCE));
    }
}
