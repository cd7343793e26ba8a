package atelier.designs.hearing;

import atelier.delivery.consuming.EventHandler;
import atelier.delivery.consuming.ReceivedRecord;
import atelier.delivery.outbox.Tx;
import atelier.designs.design.DesignId;
import atelier.designs.store.Designs;
import atelier.designs.store.Notifications;
import atelier.events.CallerEvent;
import atelier.events.DesignEvent;
import atelier.events.EmailEvent;
import atelier.events.Event;
import atelier.events.NotificationEvent;
import atelier.events.OrderEvent;
import atelier.events.Received;
import atelier.events.SmsEvent;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

    /** All orders of the batch at once: one by one, two instances that hear of the same designs in another order would wait for each other. */
    @Override
    public void prepare(Tx tx, List<ReceivedRecord> records) throws SQLException {
        Map<DesignId, Long> orders = OrdersCounted.in(records);
        if (!orders.isEmpty()) {
            designs.countOrders(tx.connection(), orders);
            LOG.info("orders of a batch name {} designs", orders.size());
        }
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
            case NotificationEvent.Push push -> notifications.add(connection, push);
            case EmailEvent mail -> {}
            case SmsEvent text -> {}
            case CallerEvent named -> {}
            case OrderEvent counted -> {}
            case DesignEvent ours -> {}
        }
    }
}
