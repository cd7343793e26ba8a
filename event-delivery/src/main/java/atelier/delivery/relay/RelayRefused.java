package atelier.delivery.relay;

/** Publishing could lose or double events, and only an operator can tell which; the message says how to decide. */
final class RelayRefused extends RuntimeException {
    RelayRefused(String message) {
        super(message);
    }
}
