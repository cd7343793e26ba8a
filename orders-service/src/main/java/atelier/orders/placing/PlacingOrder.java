package atelier.orders.placing;

import atelier.delivery.outbox.Cause;
import atelier.delivery.outbox.Numbered;
import atelier.delivery.outbox.Tx;
import atelier.events.OrderEvent;
import atelier.orders.order.DesignId;
import atelier.orders.order.DesignStatus;
import atelier.orders.order.Notice;
import atelier.orders.order.Order;
import atelier.orders.order.OrderId;
import atelier.orders.order.Placement;
import atelier.orders.order.Wish;
import atelier.orders.store.KnownDesigns;
import atelier.orders.store.Orders;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decides on an order and keeps it, in the transaction of its request. */
@Singleton
final class PlacingOrder {
    private final KnownDesigns designs;
    private final Orders orders;

    PlacingOrder(KnownDesigns designs, Orders orders) {
        this.designs = designs;
        this.orders = orders;
    }

    Placement place(Tx tx, Wish wish, Cause cause) throws SQLException {
        // Held until the commit: a design's event is applied before this and seen here, or after it and finds the
        // order.
        Map<DesignId, DesignStatus> known =
                designs.hold(tx.connection(), wish.lines().designs());
        // What PostgreSQL keeps of a time: the answer now and later has to be the same.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Placement placement = Order.place(OrderId.next(), wish, known, now);
        if (placement instanceof Placement.Placed placed) {
            keep(tx, placed, cause);
        }
        return placement;
    }

    private void keep(Tx tx, Placement.Placed placed, Cause cause) throws SQLException {
        orders.add(tx.connection(), placed.order(), placed.waitsFor());
        List<Numbered> said = new ArrayList<>();
        long sequence = 0;
        for (OrderEvent event : placed.order().firstEvents()) {
            sequence++;
            said.add(new Numbered(event, sequence));
            said.add(new Numbered(Notice.of(event), 1));
        }
        tx.append(said, cause);
    }
}
