package atelier.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of any part at any time, while clients post and move designs and orders. */
@Tag("faults")
class SystemKilledTest {
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 20);

    @Test
    void losesDoublesAndReordersNothingWhenItsPartsAreKilled(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws IOException {
        long seed = Long.getLong("faults.seed", System.nanoTime() & 0xffff_ffffL);
        System.out.println("system-tests: seed " + seed + " (-Dfaults.seed=" + seed + ")");
        Random random = new Random(seed);
        try (RunningSystem system = RunningSystem.in(folder, Map.of(), Map.of());
                Trial trial = new Trial(system, folder, random)) {
            trial.round("start", () -> {});
            for (String part : order(system.parts(), random)) {
                trial.round("kill -9 of " + part, () -> system.kill(part));
            }
            trial.judge("whole system: kill -9 of all its parts, " + ROUNDS + " rounds");
        }
    }

    /** Every part as often as the others, so that the supervisor's pause before a new start stays short. */
    private static List<String> order(List<String> parts, Random random) {
        List<String> order = new ArrayList<>();
        while (order.size() < ROUNDS) {
            List<String> deck = new ArrayList<>(parts);
            Collections.shuffle(deck, random);
            order.addAll(deck);
        }
        return order.subList(0, ROUNDS);
    }
}
