package atelier.designs.viewing;

import atelier.designs.design.DesignId;
import atelier.designs.design.DesignStatus;
import atelier.designs.store.DesignFilter;
import atelier.problem.reading.Parameters;
import io.micronaut.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which designs a request asks for. */
final class DesignQuery {
    static final int MAX_LIMIT = 100;
    static final int DEFAULT_LIMIT = 20;
    static final int MAX_TEXT = 100;
    static final String NO_CURSOR = "is not one that an earlier page gave as next_cursor";
    private static final List<String> STATUSES = DesignStatus.words(List.of(DesignStatus.values()));

    private DesignQuery() {}

    static DesignFilter read(HttpRequest<?> request) {
        Parameters query = Parameters.of(request);
        String userId = query.text("user_id", MAX_TEXT);
        String status = query.choice("status", STATUSES);
        int limit = query.whole("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        DesignId before = cursor(query);
        query.done();
        return new DesignFilter(
                userId, status == null ? null : DesignStatus.of(status).orElseThrow(), before, limit);
    }

    private static @Nullable DesignId cursor(Parameters query) {
        String cursor = query.text("cursor", MAX_TEXT);
        DesignId before = cursor == null ? null : DesignId.parse(cursor).orElse(null);
        if (cursor != null && before == null) {
            query.refuse("cursor", NO_CURSOR);
        }
        return before;
    }
}
