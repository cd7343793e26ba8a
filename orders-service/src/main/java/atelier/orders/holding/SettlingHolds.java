package atelier.orders.holding;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.Numbered;
import atelier.delivery.outbox.Tx;
import atelier.events.OrderEvent;
import atelier.orders.order.DesignId;
import atelier.orders.order.HeldOrder;
import atelier.orders.order.Notice;
import atelier.orders.order.OrderId;
import atelier.orders.order.Reason;
import atelier.orders.store.HeldOrders;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lets orders go on, or ends them, in the caller's transaction. */
@Singleton
public final class SettlingHolds {
    /** Orders in hand at a time, so that a design that thousands wait for does not fill the memory. */
    private static final int CHUNK = 500;

    private final HeldOrders orders;

    SettlingHolds(HeldOrders orders) {
        this.orders = orders;
    }

    /** The design can be ordered: whoever waited for it alone goes on. */
    public void approved(Tx tx, DesignId design, Reason why, Cause cause) throws SQLException {
        List<HeldOrder> locked = orders.lockWaitingFor(tx.connection(), design, CHUNK);
        while (!locked.isEmpty()) {
            Instant now = now();
            Set<OrderId> released = orders.release(tx.connection(), locked, design, why, now);
            List<Numbered> said = new ArrayList<>();
            for (HeldOrder order : locked) {
                if (released.contains(order.id())) {
                    say(said, order, order.released(why, now));
                }
            }
            tx.append(said, cause);
            locked = orders.lockWaitingFor(tx.connection(), design, CHUNK);
        }
    }

    /** The design cannot be ordered: whoever waited for it is cancelled. */
    public void refused(Tx tx, DesignId design, Reason why, Cause cause) throws SQLException {
        List<HeldOrder> locked = orders.lockWaitingFor(tx.connection(), design, CHUNK);
        while (!locked.isEmpty()) {
            cancel(tx, locked, why, cause);
            locked = orders.lockWaitingFor(tx.connection(), design, CHUNK);
        }
    }

    /** Cancels some of the orders on hold since before {@code time}; answers how many. */
    int silent(Tx tx, Instant time, Reason why, int most) throws SQLException {
        List<HeldOrder> locked = orders.lockHeldBefore(tx.connection(), time, most);
        if (!locked.isEmpty()) {
            cancel(tx, locked, why, Cause.NONE);
        }
        return locked.size();
    }

    private void cancel(Tx tx, List<HeldOrder> locked, Reason why, Cause cause) throws SQLException {
        Instant now = now();
        orders.cancel(tx.connection(), locked, why, now);
        List<Numbered> said = new ArrayList<>();
        for (HeldOrder order : locked) {
            say(said, order, order.cancelled(why, now));
        }
        tx.append(said, cause);
    }

    private static void say(List<Numbered> said, HeldOrder order, OrderEvent event) {
        said.add(new Numbered(event, order.nextSequence()));
        said.add(new Numbered(Notice.of(event), 1));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
