package atelier.ingest.lane;

import java.time.Duration;

/** When a batch is closed: by whichever comes first. Small at rest, big under a backlog. */
public record BatchLimits(int rows, long bytes, Duration age) {

    private static final int SHRINK = 4;

    /** After a refusal: a batch that is too much for the server is tried in parts, down to single records. */
    BatchLimits smaller() {
        return new BatchLimits(Math.max(1, rows / SHRINK), Math.max(1, bytes / SHRINK), age);
    }

    /** After a success: back towards the limits that were set. */
    BatchLimits larger(BatchLimits most) {
        return new BatchLimits(
                (int) Math.min(most.rows, (long) rows * SHRINK), Math.min(most.bytes, bytes * SHRINK), most.age);
    }
}
