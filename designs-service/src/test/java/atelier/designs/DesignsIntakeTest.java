package atelier.designs;

import atelier.testing.IntakeContract;

class DesignsIntakeTest extends IntakeContract {
    DesignsIntakeTest() {
        super("/api/designs", "{\"title\":\"t\",\"user_id\":\"u\"}", "{\"new_status\":\"pending\"}");
    }
}
