package atelier.orders.order;

import atelier.events.OrderEvent;
import java.util.Optional;

/**
 * One line of an order.
 *
 * @param unitPrice in minor units of the order's currency
 */
public record OrderLine(Article article, int quantity, long unitPrice) {

    public Optional<DesignId> design() {
        return switch (article) {
            case Article.OfDesign named -> Optional.of(named.design());
            case Article.OfStock ignored -> Optional.empty();
        };
    }

    OrderEvent.Item said() {
        return switch (article) {
            case Article.OfDesign named -> new OrderEvent.Item(named.design().text(), null, quantity, unitPrice);
            case Article.OfStock shelf -> new OrderEvent.Item(null, shelf.sku(), quantity, unitPrice);
        };
    }
}
