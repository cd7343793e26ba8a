package atelier.devstack.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All parts, in the order of the file.
 *
 * @param next lines to show when everything is ready
 */
record Stack(List<Part> parts, List<String> next) {
    /** @throws BadParts when a part needs one that is not there, or itself, or when two have one port */
    Stack {
        parts = List.copyOf(parts);
        next = List.copyOf(next);
        Map<Integer, Part> ports = new HashMap<>();
        Set<String> above = new HashSet<>();
        for (Part part : parts) {
            Part other = ports.put(part.port(), part);
            if (other != null) {
                throw new BadParts(other.name() + " and " + part.name() + " both have port " + part.port() + "; set "
                        + other.portVariable() + " or " + part.portVariable() + " to another");
            }
            for (String need : part.needs()) {
                if (!above.contains(need)) {
                    throw new BadParts(part.name() + " needs " + need + ", which is not named above it");
                }
            }
            above.add(part.name());
        }
    }

    /** Groups that may stop together: services before what they use, and each before the parts that it needs. */
    List<List<Part>> stopOrder() {
        Map<String, Integer> depths = new HashMap<>();
        SortedMap<StopRank, List<Part>> groups = new TreeMap<>();
        for (Part part : parts) {
            int depth = part.needs().stream()
                    .mapToInt(need -> 1 + depths.getOrDefault(need, 0))
                    .max()
                    .orElse(0);
            depths.put(part.name(), depth);
            groups.computeIfAbsent(new StopRank(part.kind(), depth), rank -> new ArrayList<>())
                    .add(part);
        }
        return List.copyOf(groups.values());
    }

    /** @param depth how many parts it stands on; the highest goes first */
    private record StopRank(Kind kind, int depth) implements Comparable<StopRank> {
        private static final Comparator<StopRank> ORDER = Comparator.comparing(StopRank::kind)
                .thenComparing(Comparator.comparingInt(StopRank::depth).reversed());

        @Override
        public int compareTo(StopRank other) {
            return ORDER.compare(this, other);
        }
    }
}
