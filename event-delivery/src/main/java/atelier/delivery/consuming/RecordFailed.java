package atelier.delivery.consuming;

import atelier.events.Envelope;
import org.jspecify.annotations.Nullable;

/** A handler could not take a record in. */
final class RecordFailed extends RuntimeException {
    RecordFailed(ReceivedRecord record, Exception cause) {
        super(record.coordinates() + " (" + name(record) + "): " + cause, cause);
    }

    private static String name(ReceivedRecord record) {
        @Nullable Envelope envelope = record.received().envelope();
        return envelope == null ? "no envelope" : envelope.type() + ' ' + envelope.id();
    }
}
