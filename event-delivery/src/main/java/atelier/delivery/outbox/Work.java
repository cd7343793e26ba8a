package atelier.delivery.outbox;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is done in one transaction. Any exception rolls it back. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    T run(Tx tx) throws SQLException;
}
