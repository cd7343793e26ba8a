package atelier.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The designs, or the orders, that one client made. */
final class Known {
    private static final int RECENT = 12;
    private static final Map<String, List<String>> STEPS_OF_A_DESIGN = Map.of(
            "draft", List.of("pending", "archived"),
            "pending", List.of("approved", "approved", "approved", "rejected", "archived"),
            "rejected", List.of("pending"),
            "approved", List.of("archived"));
    private static final Map<String, List<String>> STEPS_OF_AN_ORDER = Map.of(
            "created", List.of("processed", "processed", "cancelled"),
            "processed", List.of("shipped", "shipped", "cancelled"),
            "shipped", List.of("delivered"));

    private final Map<String, List<String>> steps;
    private final Random random;
    private final List<Thing> things = new ArrayList<>();

    private Known(Map<String, List<String>> steps, Random random) {
        this.steps = steps;
        this.random = random;
    }

    static Known designs(Random random) {
        return new Known(STEPS_OF_A_DESIGN, random);
    }

    static Known orders(Random random) {
        return new Known(STEPS_OF_AN_ORDER, random);
    }

    /** Where it stands as far as the client knows: others move it, too. */
    static final class Thing {
        final String id;
        String status;

        Thing(String id, String status) {
            this.id = id;
            this.status = status;
        }
    }

    void add(Thing thing) {
        things.add(thing);
    }

    boolean isEmpty() {
        return things.isEmpty();
    }

    Thing recent() {
        int window = Math.min(RECENT, things.size());
        return things.get(things.size() - 1 - random.nextInt(window));
    }

    /** A step that is possible, or one that will be refused when there is none. */
    String nextOf(Thing thing) {
        List<String> possible = steps.getOrDefault(thing.status, List.of("archived"));
        return possible.get(random.nextInt(possible.size()));
    }
}
