package atelier.ingest.repair;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a range begins or ends: an offset, a time, or, with neither, as far as there is anything. */
public record Bound(@Nullable Long offset, @Nullable Instant time) {

    public static final Bound OPEN = new Bound(null, null);

    /** Without spaces. */
    String text() {
        return offset != null ? offset.toString() : time != null ? time.toString() : "open";
    }
}
