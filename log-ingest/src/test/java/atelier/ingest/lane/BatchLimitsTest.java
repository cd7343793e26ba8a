package atelier.ingest.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchLimitsTest {

    private final BatchLimits most = new BatchLimits(100_000, 64 << 20, Duration.ofMillis(500));

    @Test
    void shrinkToSingleRecordsAndGrowBack() {
        BatchLimits limits = most;
        for (int refusal = 0; refusal < 20; refusal++) {
            limits = limits.smaller();
        }
        assertThat(limits).isEqualTo(new BatchLimits(1, 1, most.age()));

        for (int success = 0; success < 20; success++) {
            limits = limits.larger(most);
        }
        assertThat(limits).isEqualTo(most);
    }
}
