package atelier.designs.viewing;

import atelier.designs.design.Design;
import atelier.problem.reading.IfMatch;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A design as JSON. */
@Serdeable(naming = SnakeCaseStrategy.class)
public record DesignView(
        String id,
        String userId,
        String title,
        @Nullable String description,
        String status,
        @Nullable String reason,
        long timesOrdered,
        Instant createdAt,
        Instant updatedAt) {

    public static DesignView of(Design design) {
        return new DesignView(
                design.id().text(),
                design.userId(),
                design.title(),
                design.description(),
                design.status().word(),
                design.reason(),
                design.timesOrdered(),
                design.createdAt(),
                design.updatedAt());
    }

    /** The design as the body of an answer, with its version as {@code ETag}. */
    public static MutableHttpResponse<DesignView> answer(MutableHttpResponse<?> response, Design design) {
        return response.header(HttpHeaders.ETAG, IfMatch.etag(design.sequence()))
                .body(of(design));
    }
}
