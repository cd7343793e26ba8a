package atelier.orders;

import atelier.testing.IntakeContract;

class OrdersIntakeTest extends IntakeContract {
    OrdersIntakeTest() {
        super(
                "/api/orders",
                "{\"user_id\":\"u\",\"items\":[{\"sku\":\"s\",\"quantity\":1,\"unit_price\":1}]}",
                "{\"new_status\":\"processed\"}");
    }
}
