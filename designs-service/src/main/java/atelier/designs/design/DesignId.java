package atelier.designs.design;

import atelier.events.TypeId;
import java.util.Optional;

/** Names a design: {@code design_} and 26 characters. Later ones sort behind earlier ones. */
public record DesignId(String text) {
    private static final String PREFIX = "design";

    public static DesignId next() {
        return new DesignId(TypeId.next(PREFIX).toString());
    }

    /** The id that {@code text} writes, or nothing if no design can have that id. */
    public static Optional<DesignId> parse(String text) {
        return TypeId.parse(PREFIX, text).map(id -> new DesignId(id.toString()));
    }

    @Override
    public String toString() {
        return text;
    }
}
