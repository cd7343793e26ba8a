package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.trial.Load;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three instances come and go, in an order made from a seed: also while the others still share out what the last one left. */
@Tag("faults")
class ChangingInstancesTest {

    private static final List<String> NAMES = List.of("a", "b", "c");

    private static final int CHANGES = Integer.getInteger("faults.changes", Integer.getInteger("faults.rounds", 20));

    /** What the load brings in some seconds: so much is stored, at most, between two changes. */
    private static final int ROWS_BETWEEN = 4_000;

    private static final int ENDED_BY_SIGTERM = 143;

    private enum What {
        START,
        SIGTERM,
        KILL
    }

    /** @param after when so many rows have come in since the change before */
    private record Change(What what, String name, int after) {}

    private final Map<String, Instance> running = new TreeMap<>();
    private final List<Instance> killed = new ArrayList<>();
    private final List<Instance> stopped = new ArrayList<>();

    @Test
    void losesAndDoublesNothingWhileInstancesComeAndGo() throws Exception {
        long seed = Long.getLong("faults.seed", System.nanoTime() & 0xffff_ffffL);
        List<Change> order = order(new Random(seed));
        System.out.println("log-ingest: changing instances, -Dfaults.seed=" + seed + ": " + order);
        try (Trial trial = new Trial("changing")) {
            Load load = trial.closeAtEnd(new Load(trial, seed));
            for (String name : NAMES) {
                running.put(name, Instance.start(trial, name));
            }
            Waiting.until("all of them write", () -> running.values().stream().allMatch(Instance::writes));
            for (Change change : order) {
                long before = trial.rows();
                Waiting.until("rows come in", () -> trial.rows() >= before + change.after());
                make(change, trial);
            }
            Waiting.until("what the killed ones sent is answered", () -> killed.stream()
                    .noneMatch(instance -> instance.lateAnswer().isEmpty()));
            load.close();
            long start = System.nanoTime();

            assertIntact(trial, "3 instances come and go under load, " + CHANGES + " changes", start);
            assertThat(killed).as("late, and in time for ClickHouse").allMatch(instance -> instance.lateAnswer()
                    .startsWith("HTTP/1.1 200 "));
            assertThat(stopped).allMatch(instance -> instance.exitCode() == ENDED_BY_SIGTERM);
        }
    }

    /** Who runs ends, by SIGTERM and kill -9 in turn, and who does not is started; one always stays. */
    private static List<Change> order(Random random) {
        Set<String> up = new TreeSet<>(NAMES);
        List<Change> order = new ArrayList<>();
        boolean kill = true;
        while (order.size() < CHANGES) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            int after = random.nextInt(ROWS_BETWEEN);
            if (up.add(name)) {
                order.add(new Change(What.START, name, after));
            } else if (up.size() > 1) {
                up.remove(name);
                order.add(new Change(kill ? What.KILL : What.SIGTERM, name, after));
                kill = !kill;
            }
        }
        return order;
    }

    private void make(Change change, Trial trial) throws IOException {
        Instance now = running.remove(change.name());
        if (now == null) {
            running.put(change.name(), Instance.start(trial, change.name()));
        } else if (change.what() == What.KILL) {
            now.killInAnInsert();
            killed.add(now);
        } else {
            now.stop();
            stopped.add(now);
        }
    }
}
