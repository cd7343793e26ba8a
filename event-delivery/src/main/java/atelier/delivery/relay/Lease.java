package atelier.delivery.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hint who publishes: an advisory lock on a session that is pinged each second and ended by the server when the pings stop, as they do in a stopped process.
 *
 * <p>It only keeps relays from disturbing each other. That one of them publishes is up to the fence of the Kafka producer.
 */
class Lease implements AutoCloseable {
    static final Duration PING = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final String IDLE_LIMIT = "set idle_session_timeout = '3s'";
    private static final String TRY = "select pg_try_advisory_lock(hashtext('atelier.relay'), 1)";

    private final Connection session;
    private final Runnable onLoss;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean held = true;

    Lease(Connection session, Runnable onLoss) {
        this.session = session;
        this.onLoss = onLoss;
    }

    /** Prepares a session for {@link #tryTake}: it then has to be used at least every three seconds. */
    static void prepare(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(IDLE_LIMIT);
        }
    }

    /**
     * Takes the lock of this database if it is free.
     *
     * @param onLoss called from the pinging thread when the session is gone
     * @return null if another session has it
     */
    static @Nullable Lease tryTake(Connection session, Runnable onLoss) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(TRY)) {
            row.next();
            if (!row.getBoolean(1)) {
                return null;
            }
        }
        Lease lease = new Lease(session, onLoss);
        Thread.ofPlatform().name("relay-lease").daemon().start(lease::ping);
        return lease;
    }

    boolean held() {
        return held;
    }

    private void ping() {
        try (Statement statement = session.createStatement()) {
            while (!closed.await(PING.toMillis(), TimeUnit.MILLISECONDS)) {
                statement.execute("select 1");
            }
        } catch (SQLException e) {
            if (closed.getCount() > 0) {
                LOG.warn("The relay's session is gone: {}", e.getMessage());
                held = false;
                onLoss.run();
            }
        } catch (InterruptedException e) {
            held = false;
            onLoss.run();
        }
    }

    /** Gives the lock back by closing the session. */
    @Override
    public void close() throws SQLException {
        held = false;
        closed.countDown();
        session.close();
    }
}
