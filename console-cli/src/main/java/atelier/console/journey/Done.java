package atelier.console.journey;

import java.util.List;

/**
 * A step that went as expected.
 *
 * @param call method and path
 * @param body that was sent; empty for none
 */
record Done(String what, String call, String body, Http.Answer answer, List<Arrived> events) {

    /** @param kafkaMillis from the request to when it was read from Kafka; {@code logMillis} to when it was seen in ClickHouse */
    record Arrived(Heard event, long kafkaMillis, long logMillis) {}
}
