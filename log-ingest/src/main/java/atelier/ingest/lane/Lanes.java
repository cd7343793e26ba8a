package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes lanes, each with a consumer of its own, and says how these talk to Kafka. */
final class Lanes {

    /** Of a megabyte each, the most that Kafka takes by default, they are 100 MB. */
    static final int MAX_POLL_RECORDS = 100;

    private final LaneSettings settings;
    private final ClickHouse clickHouse;
    private final LaneReport report;
    private final Runnable onRows;
    private final BooleanSupplier giveUp;
    private final String instance = "log-ingest-" + UUID.randomUUID();

    private int lanes;

    /** @param giveUp whether an insert in flight is no longer to be waited for */
    Lanes(LaneSettings settings, ClickHouse clickHouse, LaneReport report, Runnable onRows, BooleanSupplier giveUp) {
        this.settings = settings;
        this.clickHouse = clickHouse;
        this.report = report;
        this.onRows = onRows;
        this.giveUp = giveUp;
    }

    TopicIds topicIds() {
        return new TopicIds(Admin.create(adminConfig()));
    }

    Lane open(TopicIds topicIds) {
        PlaceInGroup place = new PlaceInGroup();
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(consumerConfig(place), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Holdings holdings = new Holdings();
        Membership membership = new Membership(consumer, place, clickHouse, settings.lease());
        Unreadable unreadable = new Unreadable(consumer, holdings);
        Inserter inserter = new Inserter(clickHouse, instance + "-" + lanes++, giveUp);
        return new Lane(new LaneParts(
                consumer,
                place,
                membership,
                new Arrivals(
                        consumer,
                        new FormerOwners(consumer, topicIds, clickHouse, settings.lease()),
                        new Ledger(clickHouse),
                        holdings),
                new Gaps(consumer, topicIds, clickHouse, holdings, report),
                unreadable,
                new Lookout(consumer, topicIds, clickHouse, holdings, unreadable, report, place),
                new BatchWriter(topicIds, membership, inserter, holdings, report, onRows, settings.limits()),
                holdings));
    }

    private Map<String, Object> consumerConfig(PlaceInGroup place) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        // In the new protocol a session's length is the broker's to set, and 45 s unless told otherwise.
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, JoinWatch.class.getName());
        config.put(JoinWatch.PLACE, place);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 2_000); // new topics within seconds
        // A fetch is limited by its compressed size; what one poll unpacks must fit beside a batch.
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return config;
    }

    private Map<String, Object> adminConfig() {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    }
}
