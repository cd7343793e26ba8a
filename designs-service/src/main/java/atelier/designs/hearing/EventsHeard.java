package atelier.designs.hearing;

import atelier.delivery.consuming.EventHandler;
import atelier.delivery.consuming.ReceivedRecord;
import atelier.delivery.outbox.Tx;
import atelier.designs.design.DesignId;
import atelier.designs.store.Designs;
import atelier.designs.store.Notifications;
import atelier.events.DesignEvent;
import atelier.events.Event;
import atelier.events.NotificationEvent;
import atelier.events.OrderEvent;
import atelier.events.Received;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts how often a design was ordered and keeps what customers were told. */
@Singleton
final class EventsHeard implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(EventsHeard.class);

    private final Designs designs;
    private final Notifications notifications;

    EventsHeard(Designs designs, Notifications notifications) {
        this.designs = designs;
        this.notifications = notifications;
    }

    @Override
    public void handle(Tx tx, ReceivedRecord record) throws SQLException {
        switch (record.received()) {
            case Received.Known known -> heard(tx.connection(), known.event());
            case Received.Unknown unknown -> LOG.info("passed over {}: {}", record.coordinates(), unknown.reason());
        }
    }

    private void heard(Connection connection, Event event) throws SQLException {
        switch (event) {
            case OrderEvent.Created order -> count(connection, order);
            case OrderEvent.OnHold ignored -> {}
            case OrderEvent.Released ignored -> {}
            case OrderEvent.Processed ignored -> {}
            case OrderEvent.Shipped ignored -> {}
            case OrderEvent.Delivered ignored -> {}
            case OrderEvent.Cancelled ignored -> {}
            case NotificationEvent.Push push -> notifications.add(connection, push);
            case DesignEvent ours -> {}
        }
    }

    /** An order counts once for each design that it names, however many pieces it takes and whatever becomes of it. */
    private void count(Connection connection, OrderEvent.Created order) throws SQLException {
        Set<DesignId> named = order.items().stream()
                .map(OrderEvent.Item::designId)
                .filter(Objects::nonNull)
                .map(DesignId::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        if (!named.isEmpty()) {
            designs.countOrder(connection, named);
            LOG.info("order {} names {}", order.orderId(), named);
        }
    }
}
