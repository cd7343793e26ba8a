package atelier.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.proof.Asked;
import atelier.ingest.trial.Oracle;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** How a fault should end: the oracle and the project's own proof, two ways of looking, both find each record once. */
final class Intact {

    private Intact() {}

    /**
     * Waits until all is there, and writes the line for the table of faults first.
     *
     * @param recovering nanoTime when nothing stood in the way any more
     */
    static void assertIntact(Trial trial, String fault, long recovering)
            throws IOException, InterruptedException, ExecutionException {
        assertIntact(trial, fault, recovering, trial.topics());
    }

    /** @param proved the topics that the proof is asked about, which takes partitions one by one */
    static void assertIntact(Trial trial, String fault, long recovering, Set<String> proved)
            throws IOException, InterruptedException, ExecutionException {
        Verdict verdict = new Oracle(trial).verdict();
        verdict.report(fault, Duration.ofNanos(System.nanoTime() - recovering));
        assertThat(verdict.flawless()).as(verdict.toString()).isTrue();
        assertThat(Asked.about(trial, proved).told())
                .as("what logs:verify tells")
                .isEmpty();
    }
}
