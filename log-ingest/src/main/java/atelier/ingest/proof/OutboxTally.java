package atelier.ingest.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one service's outbox.
 *
 * @param url where the service is
 * @param source what it calls itself, {@code ce_source} of its events
 * @param keptFrom the oldest event that it still has; null if it has none
 * @param events that it still has and that were asked for, unpublished ones too
 * @param published of these
 * @param lost published and not in their topic
 * @param doubled records beyond the first of an event
 * @param unknown records that say they are the service's and that it does not know, though they are not too old
 * @param notJudged published and not in their topic, which may have dropped them because of their age
 */
public record OutboxTally(
        String url,
        String source,
        @Nullable Instant keptFrom,
        long events,
        long published,
        long lost,
        long doubled,
        long unknown,
        long notJudged) {

    public long inKafka() {
        return published - lost - notJudged;
    }
}
