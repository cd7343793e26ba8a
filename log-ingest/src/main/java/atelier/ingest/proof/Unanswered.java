package atelier.ingest.proof;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The comparison cannot be made: the message is one line that says why. */
public final class Unanswered extends RuntimeException {

    private final boolean askedWrongly;

    private Unanswered(String message, @Nullable Throwable cause, boolean askedWrongly) {
        super(message, cause);
        this.askedWrongly = askedWrongly;
    }

    public static Unanswered because(String message) {
        return new Unanswered(message, null, false);
    }

    public static Unanswered because(String message, Throwable cause) {
        return new Unanswered(message, cause, false);
    }

    /** Kafka's client could not; what it says first is often only that. */
    public static Unanswered of(KafkaException e, String brokers) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String why = cause instanceof TimeoutException ? "no answer in time; is it running?" : cause.getMessage();
        return new Unanswered("Kafka at " + brokers + ": " + why, e, false);
    }

    /** What was asked for does not exist. */
    public static Unanswered noSuch(String message) {
        return new Unanswered(message, null, true);
    }

    public boolean askedWrongly() {
        return askedWrongly;
    }
}
