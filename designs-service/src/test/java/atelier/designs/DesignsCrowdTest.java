package atelier.designs;

import atelier.testing.CrowdContract;

class DesignsCrowdTest extends CrowdContract {
    DesignsCrowdTest() {
        super("/api/designs", "{\"title\":\"t\",\"user_id\":\"u\"}");
    }
}
