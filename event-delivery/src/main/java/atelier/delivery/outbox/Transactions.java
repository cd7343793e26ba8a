package atelier.delivery.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs work in plain JDBC transactions of its own, with PostgreSQL's driver, and wakes the relay after a commit that appended events. Thread-safe. */
public final class Transactions {
    private final DataSource dataSource;
    private final Outbox outbox;
    private final Runnable wakeRelay;

    /** @param wakeRelay called after each commit that appended, on the thread that committed; it must not block */
    public Transactions(DataSource dataSource, Outbox outbox, Runnable wakeRelay) {
        this.dataSource = dataSource;
        this.outbox = outbox;
        this.wakeRelay = wakeRelay;
    }

    /**
     * Runs the work and commits; whatever it throws rolls back and is thrown on.
     *
     * @throws TransactionFailed for any {@link SQLException}
     */
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            Running tx = new Running(connection);
            T result;
            try {
                result = work.run(tx);
                tx.last.commit(connection);
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            } finally {
                tx.ended = true;
            }
            if (tx.last.any()) {
                wakeRelay.run();
            }
            return result;
        } catch (SQLException e) {
            throw new TransactionFailed(e);
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private final class Running implements Tx {
        private final Connection connection;
        private final LastStatement last = new LastStatement();
        private boolean ended;

        Running(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Connection connection() {
            if (ended) {
                throw new IllegalStateException("the transaction has ended");
            }
            return connection;
        }

        @Override
        public void append(List<Numbered> events, Cause cause) throws SQLException {
            for (Numbered event : events) {
                last.add(connection(), outbox.row(event, cause));
            }
        }
    }
}
