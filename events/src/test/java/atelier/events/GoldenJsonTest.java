package atelier.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What services say is a contract: these files change only on purpose. */
class GoldenJsonTest {
    private static final Instant AT = Instant.parse("2026-11-20T10:15:30.123456Z");
    private static final String WAIT = "design design_01 is pending";

    private final EventCodec codec = new EventCodec();

    static Stream<Event> events() {
        return Stream.concat(namedHere(), namedByCallers());
    }

    private static Stream<Event> namedByCallers() {
        return Stream.of(
                new CallerEvent.Audit(
                        "event_01",
                        "user_123",
                        "profile_updated",
                        "user",
                        "user_123",
                        Map.of("fields", List.of("email", "name")),
                        AT),
                new CallerEvent.Analytics("event_01", "user_123", "course_viewed", Map.of("source", "search"), AT),
                new CallerEvent.Business("event_01", "course_enrolled", Map.of("price", 1999), AT));
    }

    static Stream<Event> namedHere() {
        return Stream.of(
                new EmailEvent.Wanted(
                        "notification_01",
                        "user_123",
                        "order_01",
                        "ivan@example.com",
                        "Welcome",
                        null,
                        "welcome",
                        Map.of("name", "Иван"),
                        AT),
                new EmailEvent.Sent(
                        "notification_01", "ivan@example.com", "Welcome", "smtp", "<1@example.com>", 1, 42, AT),
                new EmailEvent.Failed(
                        "notification_01", "ivan@example.com", "Welcome", "smtp", "550", "no such mailbox", 3, AT),
                new SmsEvent.Wanted("notification_01", "user_123", "order_01", "+79123456789", "Заказ готов", AT),
                new SmsEvent.Sent("notification_01", "+79123456789", "acme", "m1", 2, 75_000, "USD", 1, 420, AT),
                new SmsEvent.Delivered("notification_01", "+79123456789", "acme", "m1", AT),
                new SmsEvent.Failed(
                        "notification_01", "+79123456789", "acme", "m1", "unreachable", "switched off", 2, AT),
                new DesignEvent.Created("design_01", "Мой дизайн", "Описание дизайна", "user_123", "pending", AT),
                new DesignEvent.StatusChanged(
                        "design_01", "user_123", "Мой дизайн", "pending", "approved", "Дизайн одобрен", AT),
                new DesignEvent.Updated("design_01", "user_123", "Лиса", null, List.of("title", "description"), AT),
                new DesignEvent.Deleted("design_01", "user_123", "Лиса", "approved", AT),
                new OrderEvent.Created(
                        "order_01",
                        "user_123",
                        4498,
                        "USD",
                        List.of(
                                new OrderEvent.Item("design_01", null, 2, 1999),
                                new OrderEvent.Item(null, "mug", 1, 500)),
                        AT),
                new OrderEvent.OnHold("order_01", "user_123", WAIT, AT),
                new OrderEvent.Released("order_01", "user_123", WAIT, AT),
                new OrderEvent.Processed("order_01", "user_123", "in the workshop", AT),
                new OrderEvent.Shipped("order_01", "user_123", "parcel 42", AT),
                new OrderEvent.Delivered("order_01", "user_123", null, AT),
                new OrderEvent.Cancelled("order_01", "user_123", WAIT, AT),
                new NotificationEvent.Push(
                        "notification_01",
                        "user_123",
                        "design_approved",
                        "Design approved",
                        "Your design is on sale now.",
                        AT));
    }

    @ParameterizedTest
    @MethodSource("events")
    void isWrittenAsItsGoldenFile(Event event) throws IOException {
        assertThat(new String(codec.write(event), StandardCharsets.UTF_8)).isEqualTo(golden(event.type()));
    }

    @ParameterizedTest
    @MethodSource("namedHere")
    void isReadBackFromItsGoldenFile(Event event) throws IOException {
        byte[] value = golden(event.type()).getBytes(StandardCharsets.UTF_8);
        assertThat(codec.read(Map.of("ce_id", "1", "ce_type", event.type()), value))
                .isInstanceOfSatisfying(
                        Received.Known.class, known -> assertThat(known.event()).isEqualTo(event));
    }

    @Test
    void coversEveryEventThereIs() {
        assertThat(leaves(Event.class))
                .containsExactlyInAnyOrderElementsOf(
                        events().map(Event::getClass).toList());
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(permitted -> leaves(permitted).stream())
                        .toList()
                : List.of(type);
    }

    private static String golden(String type) throws IOException {
        try (InputStream file = GoldenJsonTest.class.getResourceAsStream("/golden/" + type + ".json")) {
            return new String(Objects.requireNonNull(file, type).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
