package atelier.orders.placing;

import atelier.orders.order.Article;
import atelier.orders.order.DesignId;
import atelier.orders.order.Money;
import atelier.orders.order.OrderLine;
import atelier.orders.order.OrderLines;
import atelier.orders.order.Wish;
import atelier.problem.reading.Fields;
import atelier.problem.reading.JsonBody;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of a new order, and says of every field at fault what is allowed. */
final class PlaceOrderRequest {
    private static final int MAX_USER_ID = 100;
    private static final int MAX_LINES = 100;
    private static final int MAX_SKU = 64;
    private static final int MAX_QUANTITY = 1_000_000;
    private static final long MAX_UNIT_PRICE = 1_000_000_000_000L;
    private static final String DEFAULT_CURRENCY = "USD";

    private final Fields body;

    private PlaceOrderRequest(Fields body) {
        this.body = body;
    }

    static Wish read(byte @Nullable [] json) {
        return new PlaceOrderRequest(JsonBody.read(json)).wish();
    }

    private Wish wish() {
        String userId = body.textOrWhole("user_id", MAX_USER_ID);
        List<OrderLine> lines = lines();
        Optional<Currency> currency = currency();
        Long total = body.optionalWhole("total", 0, Money.MOST);
        body.done();
        // From here on each line is sound; what they cost together may still not be.
        OrderLines all = new OrderLines(lines);
        long sum = sum(all, total);
        body.done();
        return new Wish(userId, all, new Money(sum, currency.orElseThrow()));
    }

    private List<OrderLine> lines() {
        List<OrderLine> lines = new ArrayList<>();
        Map<Article, Integer> seen = new HashMap<>();
        List<Fields> items = body.objects("items", 1, MAX_LINES);
        for (int i = 0; i < items.size(); i++) {
            Fields item = items.get(i);
            Article article = article(item);
            int quantity = (int) item.whole("quantity", 1, MAX_QUANTITY);
            long unitPrice = item.whole("unit_price", 0, MAX_UNIT_PRICE);
            Integer earlier = article == null ? null : seen.putIfAbsent(article, i);
            if (earlier != null) {
                item.refuse(
                        article instanceof Article.OfDesign ? "design_id" : "sku",
                        "is the same as in items[" + earlier + "]; say it once with the whole quantity");
            }
            if (article != null) {
                lines.add(new OrderLine(article, quantity, unitPrice));
            }
        }
        return lines;
    }

    private static @Nullable Article article(Fields item) {
        String design = item.optionalText("design_id", MAX_USER_ID);
        String sku = item.optionalText("sku", MAX_SKU);
        if ((design == null) == (sku == null)) {
            item.refuse("design_id", "or sku is required, one of the two");
            return null;
        }
        if (sku != null) {
            return new Article.OfStock(sku);
        }
        Optional<DesignId> id = DesignId.parse(Objects.requireNonNull(design));
        // An empty text was noted already.
        if (id.isEmpty() && !design.isEmpty()) {
            item.refuse("design_id", "is not the id of a design: design_ and 26 characters");
        }
        return id.map(Article.OfDesign::new).orElse(null);
    }

    private Optional<Currency> currency() {
        String code = body.optionalText("currency", MAX_USER_ID);
        Optional<Currency> currency = Money.currency(code == null ? DEFAULT_CURRENCY : code);
        // An empty code was noted already.
        if (currency.isEmpty() && !"".equals(code)) {
            body.refuse("currency", "must be the code of a currency in ISO 4217, three capitals, for example EUR");
        }
        return currency;
    }

    private long sum(OrderLines lines, @Nullable Long total) {
        Optional<Long> sum = lines.total();
        if (sum.isEmpty()) {
            body.refuse("items", "cost more than " + Money.MOST + " together");
        } else if (total != null && !total.equals(sum.get())) {
            body.refuse("total", "is " + total + ", but the items cost " + sum.get() + " together");
        }
        return sum.orElse(0L);
    }
}
