package atelier.orders.hearing;

import atelier.delivery.consuming.EventHandler;
import atelier.delivery.consuming.ReceivedRecord;
import atelier.delivery.outbox.Tx;
import atelier.events.CallerEvent;
import atelier.events.DesignEvent;
import atelier.events.EmailEvent;
import atelier.events.Event;
import atelier.events.NotificationEvent;
import atelier.events.OrderEvent;
import atelier.events.Received;
import atelier.events.SmsEvent;
import atelier.orders.order.DesignStatus;
import atelier.orders.store.Notifications;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the designs and keeps what customers were told. */
@Singleton
final class EventsHeard implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(EventsHeard.class);

    private static final String DELETED = DesignStatus.DELETED.word();

    private final FollowingDesigns designs;
    private final Notifications notifications;

    EventsHeard(FollowingDesigns designs, Notifications notifications) {
        this.designs = designs;
        this.notifications = notifications;
    }

    @Override
    public void handle(Tx tx, ReceivedRecord record) throws SQLException {
        switch (record.received()) {
            case Received.Known known -> heard(tx, known.event(), record);
            case Received.Unknown unknown -> LOG.info("passed over {}: {}", record.coordinates(), unknown.reason());
        }
    }

    /** Notifications are kept in one statement for all. Designs are followed one by one: each of their steps may settle orders. */
    @Override
    public void prepare(Tx tx, List<ReceivedRecord> records) throws SQLException {
        designs.reserve(
                tx,
                records.stream()
                        .flatMap(record -> record.event(DesignEvent.class).stream())
                        .map(DesignEvent::designId)
                        .toList());
        notifications.add(
                tx.connection(),
                records.stream()
                        .flatMap(record -> record.event(NotificationEvent.Push.class).stream())
                        .toList());
    }

    private void heard(Tx tx, Event event, ReceivedRecord record) throws SQLException {
        switch (event) {
            case DesignEvent.Created design -> designs.follow(tx, design.designId(), design.status(), null, record);
            case DesignEvent.StatusChanged design ->
                designs.follow(tx, design.designId(), design.newStatus(), design.reason(), record);
            case DesignEvent.Deleted design -> designs.follow(tx, design.designId(), DELETED, null, record);
            // Orders keep neither title nor description.
            case DesignEvent.Updated ignored -> {}
            case NotificationEvent.Push push when notifications.keeps(push) -> {}
            case NotificationEvent.Push push ->
                LOG.warn(
                        "passed over {}: overlong, of no calendar or with characters that cannot be kept",
                        record.coordinates());
            case EmailEvent mail -> {}
            case SmsEvent text -> {}
            case CallerEvent named -> {}
            case OrderEvent ours -> {}
        }
    }
}
