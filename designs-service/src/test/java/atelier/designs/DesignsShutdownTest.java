package atelier.designs;

import atelier.testing.ShutdownContract;

class DesignsShutdownTest extends ShutdownContract {
    DesignsShutdownTest() {
        super(DesignsService.class, "/api/designs", "{\"title\":\"t\",\"user_id\":\"u\"}");
    }
}
