package atelier.designs.viewing;

import atelier.problem.reading.Parameters;
import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;

/**
 * Which part of a history a request asks for.
 *
 * @param after only entries with higher numbers
 */
record HistoryQuery(long after, int limit) {
    /** A sequence, as long as a long holds for certain. */
    private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,17}");

    static HistoryQuery read(HttpRequest<?> request) {
        Parameters query = Parameters.of(request);
        int limit = query.whole("limit", 1, DesignQuery.MAX_LIMIT, DesignQuery.DEFAULT_LIMIT);
        String cursor = query.text("cursor", DesignQuery.MAX_TEXT);
        boolean given = cursor != null && CURSOR.matcher(cursor).matches();
        if (cursor != null && !given) {
            query.refuse("cursor", DesignQuery.NO_CURSOR);
        }
        query.done();
        return new HistoryQuery(given ? Long.parseLong(cursor) : 0, limit);
    }
}
