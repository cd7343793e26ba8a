package atelier.console.journey;

/** Orders and the designs they name: one is held, released and delivered, others are cancelled, one is refused. */
final class OrderLife {

    private final Walk walk;
    private final Service orders;
    private final DesignLife design;

    OrderLife(Walk walk, Service designs, Service orders) {
        this.walk = walk;
        this.orders = orders;
        this.design = new DesignLife(walk, designs);
    }

    void live() {
        String approved = design.post("pending");
        String order = held(approved);
        String changedMind = held(approved);
        move(changedMind, "cancelled");
        design.move(approved, "approved", Expected.order(order, "order.released"));
        move(order, "processed");
        move(order, "shipped");
        move(order, "delivered");
        walk.until("its tracking", orders, path(order) + "/tracking", "created.*processed.*shipped.*delivered");
        walk.until("its history", orders, path(order) + "/history", "order\\.created.*order\\.delivered");
        String free = placed(approved, "order it, approved as it is", Expected.of("orders", "order.created"));
        move(free, "cancelled");

        String archived = design.post("pending");
        String waiting = held(archived);
        // That this order ends tells that the orders service has heard of it.
        design.move(archived, "archived", Expected.order(waiting, "order.cancelled"));
        walk.step("order what is archived: refused", orders, "POST", "/api/orders", body(archived), 422);
    }

    private String held(String design) {
        return placed(
                design,
                "order it: on hold",
                Expected.of("orders", "order.created"),
                Expected.of("orders", "order.on_hold"));
    }

    private String placed(String design, String what, Expected... expected) {
        return walk.step(what, orders, "POST", "/api/orders", body(design), 201, expected)
                .text("id");
    }

    private void move(String id, String status) {
        walk.step(
                "the order becomes " + status,
                orders,
                "PATCH",
                path(id) + "/status",
                "{\"new_status\":\"" + status + "\",\"reason\":\"kafka:test\"}",
                200,
                Expected.order(id, "order." + status));
    }

    static String body(String design) {
        return "{\"user_id\":\"user_123\",\"items\":[{\"design_id\":\"" + design
                + "\",\"quantity\":2,\"unit_price\":1999}],\"currency\":\"USD\"}";
    }

    private static String path(String id) {
        return "/api/orders/" + id;
    }
}
