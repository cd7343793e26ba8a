package atelier.devstack.clickhouse;

/** The engine cannot be had on this machine; the message is one line for the person who starts it. */
final class ChdbUnavailable extends RuntimeException {
    ChdbUnavailable(String message) {
        super(message);
    }
}
