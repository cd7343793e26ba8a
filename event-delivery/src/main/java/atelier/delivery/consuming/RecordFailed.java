package atelier.delivery.consuming;

import atelier.events.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handler could not take a record in, or several together. */
final class RecordFailed extends RuntimeException {
    RecordFailed(ReceivedRecord record, Exception cause) {
        this("", record, cause);
    }

    private RecordFailed(String before, ReceivedRecord record, Exception cause) {
        super(before + record.coordinates() + " (" + name(record) + "): " + cause, cause);
    }

    /** @param records at least one, of which any may have been what failed */
    static RecordFailed oneOf(List<ReceivedRecord> records, Exception cause) {
        String before = records.size() == 1 ? "" : "one of " + records.size() + " records, the first of them ";
        return new RecordFailed(before, records.getFirst(), cause);
    }

    private static String name(ReceivedRecord record) {
        @Nullable Envelope envelope = record.received().envelope();
        return envelope == null ? "no envelope" : envelope.type() + ' ' + envelope.id();
    }
}
