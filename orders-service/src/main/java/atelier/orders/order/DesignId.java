package atelier.orders.order;

import atelier.events.TypeId;
import java.util.Optional;

/** Names a design of the designs service: {@code design_} and 26 characters. */
public record DesignId(String text) {
    private static final String PREFIX = "design";

    /** The id that {@code text} writes, or nothing if no design can have that id. */
    public static Optional<DesignId> parse(String text) {
        return TypeId.parse(PREFIX, text).map(id -> new DesignId(id.toString()));
    }

    @Override
    public String toString() {
        return text;
    }
}
