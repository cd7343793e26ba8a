package atelier.orders;

import atelier.testing.ShutdownContract;

class OrdersShutdownTest extends ShutdownContract {
    OrdersShutdownTest() {
        super(
                OrdersService.class,
                "/api/orders",
                "{\"user_id\":\"u\",\"items\":[{\"sku\":\"s\",\"quantity\":1,\"unit_price\":1}]}");
    }
}
