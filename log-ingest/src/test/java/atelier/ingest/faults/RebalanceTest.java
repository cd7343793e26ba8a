package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class RebalanceTest {

    @Test
    void handsPartitionsOverUnderLoad() throws Exception {
        try (Trial trial = new Trial("rebalance")) {
            int port = trial.clickHouseServer().port();
            Load load = trial.closeAtEnd(new Load(trial, 17));
            ChildJvm first = trial.ingest("first", port);
            Waiting.until("one instance writes", () -> trial.rows() > 2_000);
            ChildJvm second = trial.ingest("second", port);
            Waiting.until(
                    "the other reads on", () -> Files.readString(second.log()).contains("Reading on"));
            long shared = trial.rows();
            Waiting.until("both write", () -> trial.rows() > shared + 2_000);

            long start = System.nanoTime();
            first.stop();
            load.close();

            assertIntact(trial, "rebalance from 1 to 2 to 1 instances", start);
            assertThat(Files.readString(first.log())).contains("Revoked");
        }
    }
}
