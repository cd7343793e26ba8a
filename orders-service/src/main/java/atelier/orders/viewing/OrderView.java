package atelier.orders.viewing;

import atelier.orders.order.Article;
import atelier.orders.order.Order;
import atelier.orders.order.OrderLine;
import atelier.orders.order.Reason;
import atelier.problem.reading.IfMatch;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as JSON; amounts in minor units of its currency. */
@Serdeable(naming = SnakeCaseStrategy.class)
public record OrderView(
        String id,
        String userId,
        List<Item> items,
        long total,
        String currency,
        String status,
        boolean onHold,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    public static OrderView of(Order order) {
        Reason reason = order.reason();
        return new OrderView(
                order.id().text(),
                order.userId(),
                order.lines().all().stream().map(Item::of).toList(),
                order.total().minor(),
                order.total().currency().getCurrencyCode(),
                order.status().word(),
                order.onHold(),
                reason == null ? null : reason.text(),
                order.createdAt(),
                order.updatedAt());
    }

    /** An answer that holds the order and its version. */
    public static HttpResponse<OrderView> response(MutableHttpResponse<OrderView> answer, Order order) {
        return answer.header(HttpHeaders.ETAG, IfMatch.etag(order.sequence())).body(of(order));
    }

    /** One line; either a design or an article of the stock. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(@Nullable String designId, @Nullable String sku, int quantity, long unitPrice) {
        static Item of(OrderLine line) {
            return switch (line.article()) {
                case Article.OfDesign named -> new Item(named.design().text(), null, line.quantity(), line.unitPrice());
                case Article.OfStock shelf -> new Item(null, shelf.sku(), line.quantity(), line.unitPrice());
            };
        }
    }
}
