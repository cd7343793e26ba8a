package atelier.designs;

import atelier.testing.ShippingContract;

class DesignsShippingTest extends ShippingContract {
    DesignsShippingTest() {
        super(DesignsService.class, "designs-service", "/api/designs");
    }
}
