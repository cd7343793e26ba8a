package atelier.delivery.outbox;

import atelier.events.Event;

/**
 * An event and its place among those of its aggregate.
 *
 * @param sequence contiguous from 1 per topic and aggregate; it is kept in the aggregate's row
 */
public record Numbered(Event event, long sequence) {
    public Numbered {
        if (sequence < 1) {
            throw new IllegalArgumentException(
                    event.type() + " of " + event.aggregateId() + " has sequence " + sequence + "; they begin with 1");
        }
    }
}
