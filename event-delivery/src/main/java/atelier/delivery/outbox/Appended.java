package atelier.delivery.outbox;

import atelier.events.Event;
import atelier.events.Uuid7;
import java.util.UUID;

/** An event as the outbox keeps it. */
final class Appended {
    final UUID eventId = Uuid7.next();
    final String topic;
    final Event event;
    final long sequence;
    final Cause cause;
    final byte[] payload;

    Appended(String topic, Numbered numbered, Cause cause, byte[] payload) {
        this.topic = topic;
        this.event = numbered.event();
        this.sequence = numbered.sequence();
        this.cause = cause;
        this.payload = payload;
    }
}
