package atelier.orders.viewing;

import atelier.delivery.outbox.Transactions;
import atelier.orders.order.HistoryEntry;
import atelier.orders.order.OrderId;
import atelier.orders.store.OrderHistory;
import atelier.orders.store.Orders;
import atelier.problem.Problem;
import atelier.problem.reading.Parameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

@Controller("/api/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class OrderHistoryController {
    private static final int MAX_LIMIT = 100;

    private final Transactions transactions;
    private final OrderHistory history;
    private final Orders orders;

    OrderHistoryController(Transactions transactions, OrderHistory history, Orders orders) {
        this.transactions = transactions;
        this.history = history;
        this.orders = orders;
    }

    @Get("/{id}/history")
    HttpResponse<?> history(HttpRequest<?> request, String id) {
        Parameters query = Parameters.of(request);
        int limit = query.whole("limit", 1, MAX_LIMIT, MAX_LIMIT);
        // The number of the last step that was shown.
        int after = query.whole("cursor", 0, 999_999_999, 0);
        query.done();
        return OrderId.parse(id)
                .flatMap(order -> steps(order, after, limit + 1))
                .<HttpResponse<?>>map(found -> HttpResponse.ok(HistoryPage.of(found, limit)))
                .orElseGet(() -> Problem.notFound("There is no such order.").response());
    }

    private Optional<List<HistoryEntry>> steps(OrderId order, long after, int limit) {
        return transactions.inTransaction(tx -> {
            List<HistoryEntry> found = history.page(tx.connection(), order, after, limit);
            return found.isEmpty() && orders.find(tx.connection(), order).isEmpty()
                    ? Optional.empty()
                    : Optional.of(found);
        });
    }
}
