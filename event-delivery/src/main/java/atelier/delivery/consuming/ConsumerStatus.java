package atelier.delivery.consuming;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a consumer loop is doing.
 *
 * @param problem what fails, naming the record, or null if nothing does
 * @param failingSince when the try failed that began the row of failures, or null
 */
public record ConsumerStatus(
        String group, @Nullable String problem, @Nullable Instant failingSince) {

    public boolean failing() {
        return problem != null;
    }
}
