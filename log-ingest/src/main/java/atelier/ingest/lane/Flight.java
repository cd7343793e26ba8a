package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.row.RowBatch;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose INSERT was sent.
 *
 * @param batch not to be changed before the end
 * @param claims of its partitions when it was sent; they stay this lane's until the end
 * @param leaseEnd by ClickHouse's clock, milliseconds
 */
record Flight(RowBatch batch, Map<TopicPartition, Claim> claims, long leaseEnd, CompletableFuture<End> end) {

    /** @param failure null if its rows can be queried */
    record End(long nanos, @Nullable ClickHouseFailure failure) {}

    boolean ended() {
        return end.isDone();
    }
}
