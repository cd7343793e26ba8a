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

    /**
     * Takes in what the batch has to count and to keep, a statement for each: one by one, two instances that hear of orders for the same designs in another order would wait
     * for each other.
     */
    @Override
    public void prepare(Tx tx, List<ReceivedRecord> records) throws SQLException {
        Map<DesignId, Long> orders = OrdersCounted.in(records);
        if (!orders.isEmpty()) {
            designs.countOrders(tx.connection(), orders);
            LOG.info("orders of a batch name {} designs", orders.size());
        }
        notifications.add(
                tx.connection(),
                records.stream()
                        .flatMap(record -> record.event(NotificationEvent.Push.class).stream())
                        .toList());
    }

    /** Only tells what is passed over. */
    @Override
    public void handle(Tx tx, ReceivedRecord record) {
        switch (record.received()) {
            case Received.Known known -> heard(known.event(), record);
            case Received.Unknown unknown -> LOG.info("passed over {}: {}", record.coordinates(), unknown.reason());
        }
    }

    private void heard(Event event, ReceivedRecord record) {
        switch (event) {
            case NotificationEvent.Push push when notifications.keeps(push) -> {}
            case NotificationEvent.Push push ->
                LOG.warn(
                        "passed over {}: overlong, of no calendar or with characters that cannot be kept",
                        record.coordinates());
            case EmailEvent mail -> {}
            case SmsEvent text -> {}
            case CallerEvent named -> {}
            case OrderEvent counted -> {}
            case DesignEvent ours -> {}
        }
    }
}
