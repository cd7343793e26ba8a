package atelier.designs.viewing;

import atelier.delivery.outbox.Transactions;
import atelier.delivery.outbox.Tx;
import atelier.designs.design.DesignId;
import atelier.designs.store.Designs;
import atelier.designs.store.History;
import atelier.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.SQLException;
import java.util.Optional;

@Controller("/api/designs")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class ViewHistoryController {
    private final Transactions transactions;
    private final Designs designs;
    private final History history;

    ViewHistoryController(Transactions transactions, Designs designs, History history) {
        this.transactions = transactions;
        this.designs = designs;
        this.history = history;
    }

    @Get("/{id}/history")
    HttpResponse<?> history(HttpRequest<?> request, String id) {
        HistoryQuery query = HistoryQuery.read(request);
        return DesignId.parse(id)
                .flatMap(design -> transactions.inTransaction(tx -> page(tx, design, query)))
                .<HttpResponse<?>>map(HttpResponse::ok)
                .orElseGet(() -> Problem.notFound("There is no such design.").response());
    }

    private Optional<HistoryPage> page(Tx tx, DesignId design, HistoryQuery query) throws SQLException {
        // What happened to a deleted design is hidden with it.
        if (designs.find(tx.connection(), design).isEmpty()) {
            return Optional.empty();
        }
        var entries = history.of(tx.connection(), design, query.after(), query.limit() + 1);
        return Optional.of(HistoryPage.of(entries, query.limit()));
    }
}
