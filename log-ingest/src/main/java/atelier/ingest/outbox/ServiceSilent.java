package atelier.ingest.outbox;

/** A service did not tell what its outbox has: the message says why. */
final class ServiceSilent extends RuntimeException {
    ServiceSilent(String message) {
        super(message);
    }
}
