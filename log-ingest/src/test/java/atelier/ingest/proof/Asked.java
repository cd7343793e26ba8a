package atelier.ingest.proof;

import atelier.ingest.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A comparison of some topics and all that it told. */
public final class Asked implements Observer {

    final List<Finding> findings = new ArrayList<>();
    final List<Tally> tallies = new ArrayList<>();

    public static Asked about(Trial trial, Set<String> topics) {
        return about(trial, topics, Duration.ofSeconds(90), 1 << 20);
    }

    static Asked about(Trial trial, Set<String> topics, Duration patience, int mostAggregates) {
        Asked asked = new Asked();
        Question question = new Question(topics, null, true, patience);
        new Proof(trial.brokers(), trial.clickHouse(), mostAggregates).answer(question, asked);
        return asked;
    }

    @Override
    public void found(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void compared(Tally tally) {
        tallies.add(tally);
    }

    @Override
    public void compared(OutboxTally tally) {
        throw new AssertionError("no outbox was asked for: " + tally);
    }

    @Override
    public void progress(String where, long done, long all) {}

    long records() {
        return tallies.stream().mapToLong(Tally::records).sum();
    }

    /** Each finding as {@code KIND partition/offset: words}, without the topic. */
    public List<String> told() {
        return findings.stream()
                .map(finding -> finding.kind() + " " + finding.partition() + "/" + finding.from() + "-" + finding.to()
                        + ": " + finding.what())
                .toList();
    }
}
