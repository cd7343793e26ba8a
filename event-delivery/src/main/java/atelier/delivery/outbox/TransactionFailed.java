package atelier.delivery.outbox;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database refused a statement or the commit, or went away. Whether a commit that failed took place is then not known. */
public final class TransactionFailed extends RuntimeException {
    private final @Nullable String sqlState;

    TransactionFailed(SQLException cause) {
        super(cause.getMessage(), cause);
        this.sqlState = cause.getSQLState();
    }

    /** The five characters of SQLSTATE, for example 23505 for a violated unique key. */
    public @Nullable String sqlState() {
        return sqlState;
    }
}
