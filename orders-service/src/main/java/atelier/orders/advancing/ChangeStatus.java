package atelier.orders.advancing;

import atelier.orders.order.OrderStatus;
import atelier.orders.order.Reason;
import atelier.problem.reading.Fields;
import atelier.problem.reading.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wish to move an order to another status, read and checked. */
record ChangeStatus(OrderStatus status, @Nullable Reason reason) {
    private static final List<String> WORDS = OrderStatus.words(List.of(OrderStatus.values()));

    static ChangeStatus read(byte @Nullable [] json) {
        Fields body = JsonBody.read(json);
        String word = body.choice("new_status", WORDS);
        String reason = body.optionalText("reason", Reason.MOST);
        body.done();
        return new ChangeStatus(OrderStatus.of(word).orElseThrow(), reason == null ? null : new Reason(reason));
    }
}
