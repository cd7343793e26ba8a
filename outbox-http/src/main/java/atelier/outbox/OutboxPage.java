package atelier.outbox;

import atelier.delivery.relay.PublishedEvents.Event;
import atelier.delivery.relay.PublishedEvents.Page;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, oldest first.
 *
 * @param source what their records have as {@code ce_source}
 * @param keptFrom the oldest that there is; null if there is none
 * @param nextAfter what to ask for next; null on the last page
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record OutboxPage(
        String source,
        @Nullable Instant keptFrom,
        List<Row> events,
        @Nullable String nextAfter) {

    /** One event, without what it says. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Row(UUID eventId, String topic, String aggregateId, long sequence, Instant createdAt, boolean published) {}

    static OutboxPage of(String source, Page page) {
        return new OutboxPage(
                source,
                page.keptFrom(),
                page.events().stream().map(OutboxPage::row).toList(),
                page.next() == null ? null : Behind.text(page.next()));
    }

    private static Row row(Event event) {
        return new Row(
                event.id(), event.topic(), event.aggregateId(), event.sequence(), event.createdAt(), event.published());
    }
}
