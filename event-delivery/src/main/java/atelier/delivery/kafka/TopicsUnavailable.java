package atelier.delivery.kafka;

/** A topic is not there and could not be created. */
public final class TopicsUnavailable extends RuntimeException {
    public TopicsUnavailable(String topic, Throwable cause) {
        super("topic " + topic + " cannot be created: " + cause.getMessage(), cause);
    }
}
