package atelier.orders.order;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a wish. */
public sealed interface Placement {

    /**
     * The order stands.
     *
     * @param waitsFor the designs that keep it on hold; empty when it does not wait
     */
    record Placed(Order order, List<DesignId> waitsFor) implements Placement {
        public Placed {
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /**
     * It names designs that cannot be ordered.
     *
     * @param designs those and where they stand, in the order of the lines
     */
    record Refused(Map<DesignId, DesignStatus> designs) implements Placement {
        public Refused {
            designs = Collections.unmodifiableMap(new LinkedHashMap<>(designs));
        }
    }
}
