package atelier.delivery.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be published.
 *
 * @param oldest when the oldest of it was appended, null if nothing waits
 */
record Backlog(long events, @Nullable Instant oldest) {
    static final Backlog NONE = new Backlog(0, null);

    /** From columns count and oldest creation. */
    static Backlog of(ResultSet row) throws SQLException {
        OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
        return new Backlog(row.getLong(1), oldest == null ? null : oldest.toInstant());
    }

    Duration age() {
        if (oldest == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(oldest, Instant.now());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
