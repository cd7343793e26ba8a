package atelier.logs.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Causes before their effects, then the events of an aggregate by their sequence, and by time where neither says anything. */
final class CausalOrder {

    private static final Comparator<Step> BY_TIME = Comparator.comparing(Step::time)
            .thenComparing(Step::topic)
            .thenComparing(Step::partition)
            .thenComparing(Step::offset);

    /** By time; places in it stand for the steps below. */
    private final List<Step> steps;

    private final List<List<Integer>> followers = new ArrayList<>();
    private final int[] waitsFor;

    private CausalOrder(List<Step> unordered) {
        steps = unordered.stream().sorted(BY_TIME).toList();
        waitsFor = new int[steps.size()];
        steps.forEach(step -> followers.add(new ArrayList<>()));
        link();
    }

    static List<Step> of(List<Step> steps) {
        return new CausalOrder(steps).ordered();
    }

    private void link() {
        Map<String, Integer> events = new HashMap<>();
        Map<String, List<Integer>> aggregates = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!step.event().isEmpty()) {
                events.putIfAbsent(step.event(), i);
            }
            if (step.sequence() > 0 && !step.subject().isEmpty()) {
                aggregates
                        .computeIfAbsent(step.topic() + "\n" + step.subject(), key -> new ArrayList<>())
                        .add(i);
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            Integer cause = events.get(steps.get(i).cause());
            if (cause != null && cause != i) {
                follows(cause, i);
            }
        }
        for (List<Integer> aggregate : aggregates.values()) {
            aggregate.sort(Comparator.comparing(i -> steps.get(i).sequence()));
            for (int i = 1; i < aggregate.size(); i++) {
                follows(aggregate.get(i - 1), aggregate.get(i));
            }
        }
    }

    private void follows(int earlier, int later) {
        followers.get(earlier).add(later);
        waitsFor[later]++;
    }

    private List<Step> ordered() {
        PriorityQueue<Integer> free = new PriorityQueue<>();
        boolean[] told = new boolean[steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            if (waitsFor[i] == 0) {
                free.add(i);
            }
        }
        List<Step> ordered = new ArrayList<>();
        int unheard = 0;
        while (ordered.size() < steps.size()) {
            Integer next = free.poll();
            if (next == null) {
                // Headers that contradict each other form a circle; it is entered at its earliest record.
                while (told[unheard]) {
                    unheard++;
                }
                next = unheard;
            }
            if (!told[next]) {
                told[next] = true;
                ordered.add(steps.get(next));
                for (int follower : followers.get(next)) {
                    if (--waitsFor[follower] == 0) {
                        free.add(follower);
                    }
                }
            }
        }
        return ordered;
    }
}
