package atelier.designs.store;

import atelier.designs.design.DesignId;
import atelier.designs.design.DesignStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which designs to list.
 *
 * @param before list only designs made before this one
 */
public record DesignFilter(
        @Nullable String userId,
        @Nullable DesignStatus status,
        @Nullable DesignId before,
        int limit) {}
