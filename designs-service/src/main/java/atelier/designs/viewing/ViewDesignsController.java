package atelier.designs.viewing;

import atelier.delivery.outbox.Transactions;
import atelier.designs.design.DesignId;
import atelier.designs.store.DesignFilter;
import atelier.designs.store.Designs;
import atelier.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller("/api/designs")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class ViewDesignsController {
    private final Transactions transactions;
    private final Designs designs;

    ViewDesignsController(Transactions transactions, Designs designs) {
        this.transactions = transactions;
        this.designs = designs;
    }

    @Get
    DesignPage list(HttpRequest<?> request) {
        DesignFilter filter = DesignQuery.read(request);
        return DesignPage.of(transactions.inTransaction(tx -> designs.page(tx.connection(), filter)), filter.limit());
    }

    @Get("/{id}")
    HttpResponse<?> one(String id) {
        return DesignId.parse(id)
                .flatMap(named -> transactions.inTransaction(tx -> designs.find(tx.connection(), named)))
                .<HttpResponse<?>>map(design -> DesignView.answer(HttpResponse.ok(), design))
                .orElseGet(() -> Problem.notFound("There is no such design.").response());
    }
}
