package atelier.orders.advancing;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.Numbered;
import atelier.delivery.outbox.Transactions;
import atelier.delivery.outbox.Tx;
import atelier.orders.order.Advance;
import atelier.orders.order.Notice;
import atelier.orders.order.Order;
import atelier.orders.order.OrderId;
import atelier.orders.store.Orders;
import atelier.problem.reading.IfMatch;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Moves an order along, says so and tells its customer, in one transaction. */
@Singleton
final class AdvancingOrder {
    private final Transactions transactions;
    private final Orders orders;

    AdvancingOrder(Transactions transactions, Orders orders) {
        this.transactions = transactions;
        this.orders = orders;
    }

    Advance advance(OrderId id, IfMatch condition, ChangeStatus wish, Cause cause) {
        return transactions.inTransaction(tx -> {
            Optional<Order> order = orders.lock(tx.connection(), id);
            if (order.isEmpty()) {
                return new Advance.NoSuchOrder();
            }
            if (!condition.allows(order.get().sequence())) {
                return new Advance.Stale(order.get());
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            Advance advance = order.get().advance(wish.status(), wish.reason(), now);
            if (advance instanceof Advance.Moved moved) {
                keep(tx, moved, cause);
            }
            return advance;
        });
    }

    private void keep(Tx tx, Advance.Moved moved, Cause cause) throws SQLException {
        orders.advance(tx.connection(), moved);
        tx.append(
                List.of(
                        new Numbered(moved.event(), moved.order().sequence()),
                        new Numbered(Notice.of(moved.event()), 1)),
                cause);
    }
}
