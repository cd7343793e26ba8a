package atelier.orders.viewing;

import atelier.orders.order.OrderId;
import atelier.orders.order.OrderStatus;
import atelier.orders.store.OrderFilter;
import atelier.problem.reading.Parameters;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which orders a request asks for. */
final class OrderQuery {
    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_TEXT = 100;
    private static final List<String> STATUSES =
            Arrays.stream(OrderStatus.values()).map(OrderStatus::word).toList();

    private OrderQuery() {}

    static OrderFilter read(HttpRequest<?> request) {
        Parameters query = Parameters.of(request);
        String userId = query.text("user_id", MAX_TEXT);
        String status = query.choice("status", STATUSES);
        String onHold = query.choice("on_hold", List.of("true", "false"));
        int limit = query.whole("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        OrderId before = cursor(query);
        query.done();
        return new OrderFilter(
                userId,
                status == null ? null : OrderStatus.of(status).orElseThrow(),
                onHold == null ? null : Boolean.valueOf(onHold),
                before,
                limit);
    }

    private static @Nullable OrderId cursor(Parameters query) {
        String cursor = query.text("cursor", MAX_TEXT);
        OrderId before = cursor == null ? null : OrderId.parse(cursor).orElse(null);
        if (cursor != null && before == null) {
            query.refuse("cursor", "is not one that an earlier page gave as next_cursor");
        }
        return before;
    }
}
