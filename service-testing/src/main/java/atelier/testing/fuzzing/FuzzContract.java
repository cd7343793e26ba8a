package atelier.testing.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls.Answer;
import atelier.testing.OpenApiContract;
import atelier.testing.RunningService;
import atelier.testing.fuzzing.RandomRequests.Made;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked, the answer is one that the document describes, never 5xx; what the document does not allow is not taken. A service's tests extend it.
 * {@code -Dfuzz.seconds} and {@code -Dfuzz.seed} make it last, and repeat it.
 */
public abstract class FuzzContract {
    private static final int SUCCESS = 200;
    private static final int REFUSED = 400;
    private static final int FAILED = 500;
    private static final int MOST_FINDINGS = 20;

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Duration limit = Duration.ofSeconds(Long.getLong("fuzz.seconds", 20));
    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    @Test
    void answersAsDescribedWhateverIsAsked() {
        try (RunningService service = RunningService.start()) {
            OpenApiContract contract = OpenApiContract.of(service);
            var requests = new RandomRequests(service.http(), contract.document(), new SplittableRandom(seed), ids);
            long end = System.nanoTime() + limit.toNanos();
            while (System.nanoTime() < end && findings.size() < MOST_FINDINGS) {
                Made made = requests.next();
                try {
                    judge(made, contract.http().send(made.request()));
                } catch (AssertionError | RuntimeException found) {
                    findings.add(made.shown() + "\n    " + found.getMessage());
                }
            }
            System.out.println("fuzz.seed=" + seed + " " + answers);
            assertThat(findings).as("fuzz.seed=%d, answers %s", seed, answers).isEmpty();
            // A fuzzer that never gets in tests the door alone.
            contract.document().operations().stream()
                    .filter(operation -> operation.path().startsWith("/api/"))
                    .forEach(operation -> assertThat(answers.keySet())
                            .as("%s was never answered 2xx, fuzz.seed=%d", operation, seed)
                            .anyMatch(answer -> answer.startsWith(operation + " 2")));
        }
    }

    private void judge(Made made, Answer answer) {
        answers.merge(made.operation() + " " + answer.status(), 1, Integer::sum);
        assertThat(answer.status()).as(answer.raw().body()).isLessThan(FAILED);
        if (answer.status() >= SUCCESS && answer.status() < REFUSED) {
            assertThat(made.unfit())
                    .as("taken, though the document does not allow it")
                    .isEmpty();
        }
        String location = answer.header("Location");
        if (!location.isEmpty()) {
            ids.add(location.substring(location.lastIndexOf('/') + 1));
        }
    }
}
