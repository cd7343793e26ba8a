package atelier.designs.hearing;

import atelier.delivery.consuming.ReceivedRecord;
import atelier.designs.design.DesignId;
import atelier.events.OrderEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How many orders in a batch name which designs. */
final class OrdersCounted {
    private OrdersCounted() {}

    /** An order counts once for each design that it names, however many pieces it takes and whatever becomes of it. */
    static Map<DesignId, Long> in(Collection<ReceivedRecord> records) {
        Map<DesignId, Long> counts = new HashMap<>();
        records.stream()
                .flatMap(record -> record.event(OrderEvent.Created.class).stream())
                .flatMap(order -> named(order).stream())
                .forEach(design -> counts.merge(design, 1L, Long::sum));
        return counts;
    }

    private static Set<DesignId> named(OrderEvent.Created order) {
        return order.items().stream()
                .map(OrderEvent.Item::designId)
                .filter(Objects::nonNull)
                .map(DesignId::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
