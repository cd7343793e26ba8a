package atelier.orders;

import atelier.logship.LogShipping;
import atelier.problem.starting.ServiceStart;

/** The process. */
public final class OrdersService {
    private OrdersService() {}

    public static void main(String[] args) throws InterruptedException {
        ServiceStart.run(OrdersService.class, () -> LogShipping.begin("orders-service", System.getenv()), args);
    }
}
