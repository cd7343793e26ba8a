package atelier.orders.viewing;

import atelier.delivery.outbox.Transactions;
import atelier.orders.order.OrderId;
import atelier.orders.store.OrderFilter;
import atelier.orders.store.Orders;
import atelier.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller("/api/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class ViewOrdersController {
    private final Transactions transactions;
    private final Orders orders;

    ViewOrdersController(Transactions transactions, Orders orders) {
        this.transactions = transactions;
        this.orders = orders;
    }

    @Get
    OrderPage list(HttpRequest<?> request) {
        OrderFilter filter = OrderQuery.read(request);
        return OrderPage.of(transactions.inTransaction(tx -> orders.page(tx.connection(), filter)), filter.limit());
    }

    @Get("/{id}")
    HttpResponse<?> one(String id) {
        return OrderId.parse(id)
                .flatMap(named -> transactions.inTransaction(tx -> orders.find(tx.connection(), named)))
                .<HttpResponse<?>>map(order -> OrderView.response(HttpResponse.ok(), order))
                .orElseGet(() -> Problem.notFound("There is no such order.").response());
    }
}
