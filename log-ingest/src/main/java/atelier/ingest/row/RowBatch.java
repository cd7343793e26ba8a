package atelier.ingest.row;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;

/**
 * Rows of one INSERT, kept column by column as they will be sent, so that a full batch is sent without being copied.
 * Not safe for threads; used by the lane that fills it.
 */
public final class RowBatch {

    /** Kafka allows any long as a timestamp; ClickHouse's rounding functions wrap outside of these years. */
    private static final long EVENT_TIME_MIN = 0; // 1970-01-01

    private static final long EVENT_TIME_MAX = 4_102_444_799_999L; // 2099-12-31T23:59:59.999Z

    private static final byte[] NOTHING = {};

    private static final String TIME = "DateTime64(3, 'UTC')";

    private static final String WORD = "LowCardinality(String)";

    /** The columns that a batch fills, in the order of {@link #block}. */
    public static final List<String> COLUMNS = List.of(
            "ingested_at",
            "event_time",
            "event_time_type",
            "kafka_timestamp",
            "topic",
            "topic_id",
            "kafka_partition",
            "kafka_offset",
            "event_type",
            "event_id",
            "trace_id",
            "status",
            "key",
            "value",
            "is_tombstone",
            "header_names",
            "header_values",
            "error",
            "ids",
            "insert_by");

    /** ingested_at and insert_by, which are written when the batch is sent. */
    private static final int CONSTANT_BYTES_PER_ROW = 2 * Long.BYTES;

    private final Bytes eventTime = new Bytes();
    private final Bytes eventTimeType = new Bytes();
    private final Bytes kafkaTimestamp = new Bytes();
    private final Bytes topicId = new Bytes();
    private final Bytes partition = new Bytes();
    private final Bytes offset = new Bytes();
    private final Bytes eventId = new Bytes();
    private final Bytes traceId = new Bytes();
    private final Bytes keyNull = new Bytes();
    private final Bytes key = new Bytes();
    private final Bytes value = new Bytes();
    private final Bytes tombstone = new Bytes();
    private final Bytes headerEnds = new Bytes();
    private final Bytes headerNull = new Bytes();
    private final Bytes headerValue = new Bytes();
    private final Bytes error = new Bytes();
    private final Bytes idEnds = new Bytes();
    private final Bytes id = new Bytes();
    private final List<Bytes> all = List.of(
            eventTime,
            eventTimeType,
            kafkaTimestamp,
            topicId,
            partition,
            offset,
            eventId,
            traceId,
            keyNull,
            key,
            value,
            tombstone,
            headerEnds,
            headerNull,
            headerValue,
            error,
            idEnds,
            id);

    private final Words topic = new Words();
    private final Words eventType = new Words();
    private final Words status = new Words();
    private final Words headerName = new Words();
    private final List<Words> allWords = List.of(topic, eventType, status, headerName);

    private final Map<TopicPartition, Long> lastOffsets = new HashMap<>();
    private int rows;
    private long headers;
    private long ids;

    public void add(Uuid idOfTopic, ConsumerRecord<byte[], byte[]> record) {
        Labels labels = Labels.of(record);
        long timestamp = record.timestamp();
        eventTime.int64(Math.clamp(timestamp, EVENT_TIME_MIN, EVENT_TIME_MAX));
        eventTimeType.int8(record.timestampType().id);
        kafkaTimestamp.int64(timestamp);
        topic.add(record.topic());
        topicId.int64(idOfTopic.getMostSignificantBits());
        topicId.int64(idOfTopic.getLeastSignificantBits());
        partition.int32(record.partition());
        offset.int64(record.offset());
        eventType.add(labels.eventType());
        eventId.string(labels.eventId());
        traceId.string(labels.traceId());
        status.add(labels.status().column());
        keyNull.int8(record.key() == null ? 1 : 0);
        key.string(record.key() == null ? NOTHING : record.key());
        value.string(record.value() == null ? NOTHING : record.value());
        tombstone.int8(record.value() == null ? 1 : 0);
        addHeaders(record);
        error.string(labels.error());
        labels.ids().forEach(id::string);
        ids += labels.ids().size();
        idEnds.int64(ids);
        lastOffsets.put(new TopicPartition(record.topic(), record.partition()), record.offset());
        rows++;
    }

    private void addHeaders(ConsumerRecord<byte[], byte[]> record) {
        for (Header header : record.headers()) {
            byte[] bytes = header.value();
            headerName.add(header.key());
            headerNull.int8(bytes == null ? 1 : 0);
            headerValue.string(bytes == null ? NOTHING : bytes);
            headers++;
        }
        headerEnds.int64(headers);
    }

    public int rows() {
        return rows;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** About the size of the rows as ClickHouse holds them, in bytes. */
    public long bytes() {
        long sum = (long) rows * CONSTANT_BYTES_PER_ROW;
        for (Bytes column : all) {
            sum += column.size();
        }
        for (Words column : allWords) {
            sum += column.size();
        }
        return sum;
    }

    /** The partitions with rows in here, each with the offset of its last one. */
    public Map<TopicPartition, Long> lastOffsets() {
        return Map.copyOf(lastOffsets);
    }

    /** The Kafka timestamps of the rows, unclamped, in milliseconds. */
    public long[] timestamps() {
        long[] copy = new long[rows];
        int from = 0;
        for (ByteBuffer view : kafkaTimestamp.views()) {
            int count = view.remaining() / Long.BYTES;
            view.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(copy, from, count);
            from += count;
        }
        return copy;
    }

    public void clear() {
        all.forEach(Bytes::clear);
        allWords.forEach(Words::clear);
        lastOffsets.clear();
        rows = 0;
        headers = 0;
        ids = 0;
    }

    /**
     * The rows as one block of the Native format, the buffers shared with this batch: valid until the next change.
     *
     * @param ingestedAt one constant per batch, so that the batch falls into one table partition and makes one part
     * @param insertBy the table refuses the batch from this moment of ClickHouse's clock on
     */
    public List<ByteBuffer> block(long ingestedAt, long insertBy) {
        NativeBlock block = new NativeBlock(COLUMNS.size(), rows);
        block.constant("ingested_at", TIME, ingestedAt);
        block.column("event_time", TIME, eventTime);
        block.column("event_time_type", "Enum8('none' = -1, 'create' = 0, 'append' = 1)", eventTimeType);
        block.column("kafka_timestamp", "Int64", kafkaTimestamp);
        block.column("topic", WORD, List.of(), topic);
        block.column("topic_id", "UUID", topicId);
        block.column("kafka_partition", "UInt32", partition);
        block.column("kafka_offset", "UInt64", offset);
        block.column("event_type", WORD, List.of(), eventType);
        block.column("event_id", "String", eventId);
        block.column("trace_id", "String", traceId);
        block.column("status", WORD, List.of(), status);
        block.column("key", "Nullable(String)", keyNull, key);
        block.column("value", "String", value);
        block.column("is_tombstone", "Bool", tombstone);
        block.column("header_names", "Array(" + WORD + ")", headerEnds.views(), headerName);
        block.column("header_values", "Array(Nullable(String))", headerEnds, headerNull, headerValue);
        block.column("error", "String", error);
        block.column("ids", "Array(String)", idEnds, id);
        block.constant("insert_by", TIME, insertBy);
        return block.buffers();
    }
}
