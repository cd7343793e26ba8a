package atelier.delivery.outbox;

import atelier.events.Event;

/** An event that Kafka would refuse for its size, so that it is refused before it commits. */
public final class EventTooLarge extends IllegalArgumentException {
    EventTooLarge(Event event, long bytes, int limit) {
        super(event.type() + " of " + event.aggregateId() + " is " + bytes + " bytes; at most " + limit
                + " are allowed");
    }
}
