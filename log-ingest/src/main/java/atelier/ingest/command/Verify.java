package atelier.ingest.command;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.outbox.OutboxProof;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.Proof;
import atelier.ingest.proof.Question;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** {@code logs:verify}: compares the log with Kafka, and Kafka with the outboxes of services; prints, and fails if anything was found. */
public final class Verify {

    private static final Set<String> NAMES = Set.of("topic", "since", "content", "wait", "format", "service");
    private static final long USUAL_PATIENCE = 15;
    private static final String URL = "https?://[A-Za-z0-9._:\\[\\]-]+";

    private final String brokers;
    private final ClickHouse clickHouse;
    private final int mostInMemory;

    /** @param mostInMemory of aggregates or events, with up to 64 bytes each */
    public Verify(String brokers, ClickHouse clickHouse, int mostInMemory) {
        this.brokers = brokers;
        this.clickHouse = clickHouse;
        this.mostInMemory = mostInMemory;
    }

    /** @return whether nothing was found */
    public boolean run(Told told, PrintStream out, PrintStream err, BooleanSupplier stopping) {
        told.onlyKnows(NAMES);
        Question question = question(told);
        Report report = told.last("format").orElse("table").equals("json")
                ? new JsonReport(out)
                : new TableReport(out, question.content());
        Progress progress = new Progress(new ProgressLine(err, "logs:verify"));
        prove(question, services(told), new Watched(report, progress, stopping));
        report.end();
        out.flush();
        return report.findings() == 0;
    }

    /**
     * Both comparisons, one after the other.
     *
     * @param services whose outboxes are compared, without a slash at the end
     */
    public void prove(Question question, List<String> services, Observer observer) {
        new Proof(brokers, clickHouse, mostInMemory).answer(question, observer);
        if (!services.isEmpty()) {
            new OutboxProof(brokers, clickHouse, mostInMemory).answer(question, services, observer);
        }
    }

    /** Whose outboxes are looked at: none, unless they are named. */
    private static List<String> services(Told told) {
        List<String> services = List.copyOf(told.all("service"));
        for (String url : services) {
            if (!url.matches(URL)) {
                throw new Told.Wrong("service " + url + " is not http://host:port");
            }
        }
        return services;
    }

    private static Question question(Told told) {
        return new Question(
                told.all("topic"),
                told.moment("since").orElse(null),
                told.flag("content"),
                told.seconds("wait", USUAL_PATIENCE));
    }
}
