package atelier.orders;

import atelier.testing.EdgeContract;

class OrdersEdgeTest extends EdgeContract {
    OrdersEdgeTest() {
        super("/api/orders", "{\"user_id\":\"u\",\"items\":[{\"sku\":\"s\",\"quantity\":1,\"unit_price\":1}]}");
    }
}
