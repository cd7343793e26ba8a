package atelier.delivery.relay;

import java.util.List;

/** Brings rows to Kafka together with the place that is reached by them. For one thread. */
interface Publisher extends AutoCloseable {

    /**
     * Publishes all of it or nothing. After an exception it may be either: the publisher is of no more use, and the cursor in Kafka tells which it was.
     */
    void publish(List<OutboxRow> rows, Cursor cursor);

    @Override
    void close();
}
