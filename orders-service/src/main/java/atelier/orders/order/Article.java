package atelier.orders.order;

/** What a line of an order is about. */
public sealed interface Article {

    /** Something printed from a customer's design. */
    record OfDesign(DesignId design) implements Article {}

    /** Something from the shelf. */
    record OfStock(String sku) implements Article {}
}
