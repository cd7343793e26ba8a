package atelier.orders;

import atelier.testing.CrowdContract;

class OrdersCrowdTest extends CrowdContract {
    OrdersCrowdTest() {
        super("/api/orders", "{\"user_id\":\"u\",\"items\":[{\"sku\":\"s\",\"quantity\":1,\"unit_price\":1}]}");
    }
}
