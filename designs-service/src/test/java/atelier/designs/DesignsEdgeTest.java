package atelier.designs;

import atelier.testing.EdgeContract;

class DesignsEdgeTest extends EdgeContract {
    DesignsEdgeTest() {
        super("/api/designs", "{\"title\":\"t\",\"user_id\":\"u\"}");
    }
}
