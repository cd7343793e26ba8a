package atelier.designs;

import atelier.logship.LogShipping;
import atelier.problem.starting.ServiceStart;

/** The process. */
public final class DesignsService {
    private DesignsService() {}

    public static void main(String[] args) throws InterruptedException {
        ServiceStart.run(DesignsService.class, () -> LogShipping.begin("designs-service", System.getenv()), args);
    }
}
