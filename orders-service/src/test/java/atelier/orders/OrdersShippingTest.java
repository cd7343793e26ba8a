package atelier.orders;

import atelier.testing.ShippingContract;

class OrdersShippingTest extends ShippingContract {
    OrdersShippingTest() {
        super(OrdersService.class, "orders-service", "/api/orders");
    }
}
