-- Every Kafka record, byte for byte, and the ledger of which were read.
-- One batch has one ingested_at, so it falls into one table partition and makes one part: rows and ledger commit together.
CREATE TABLE IF NOT EXISTS kafka_logs
(
    ingested_at      DateTime64(3, 'UTC')                     CODEC(Delta(8), ZSTD(1)),
    event_time       DateTime64(3, 'UTC')                     CODEC(Delta(8), ZSTD(1)), -- kafka_timestamp cut to 1970-2099
    event_time_type  Enum8('none' = -1, 'create' = 0, 'append' = 1),
    kafka_timestamp  Int64                                    CODEC(Delta(8), ZSTD(1)), -- as sent, in milliseconds
    topic            LowCardinality(String),
    topic_id         UUID                                     CODEC(ZSTD(1)),           -- a topic made anew has another
    kafka_partition  UInt32                                   CODEC(ZSTD(1)),
    kafka_offset     UInt64                                   CODEC(Delta(8), ZSTD(1)),
    event_type       LowCardinality(String),
    event_id         String                                   CODEC(ZSTD(1)),
    trace_id         String                                   CODEC(ZSTD(1)),
    status           LowCardinality(String),                                            -- success, failed, invalid, tombstone
    key              Nullable(String)                         CODEC(ZSTD(1)),
    value            String                                   CODEC(ZSTD(3)),
    is_tombstone     Bool,
    value_size       UInt32 MATERIALIZED toUInt32(length(value)),
    header_names     Array(LowCardinality(String))            CODEC(ZSTD(1)),           -- in order, repeats kept
    header_values    Array(Nullable(String))                  CODEC(ZSTD(1)),
    attributes       Map(LowCardinality(String), String)      CODEC(ZSTD(1)),
    error            String                                   CODEC(ZSTD(1)),
    insert_by        DateTime64(3, 'UTC')                     CODEC(Delta(8), ZSTD(1)), -- end of the writer's lease

    INDEX ix_event_time event_time   TYPE minmax              GRANULARITY 1,
    INDEX ix_offset     kafka_offset TYPE minmax              GRANULARITY 1,
    INDEX ix_status     status       TYPE set(16)             GRANULARITY 1,
    INDEX ix_event_id   event_id     TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_trace_id   trace_id     TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_key        key          TYPE bloom_filter(0.001) GRANULARITY 1,

    PROJECTION p_ledger
    (
        SELECT topic, topic_id, kafka_partition, count(), min(kafka_offset), max(kafka_offset), max(ingested_at)
        GROUP BY topic, topic_id, kafka_partition
    ),
    PROJECTION p_minute
    (
        SELECT toStartOfMinute(event_time), topic, event_type, status, count(), sum(value_size)
        GROUP BY toStartOfMinute(event_time), topic, event_type, status
    ),

    -- Refuses the INSERT of a writer that was stopped and woke after another took over.
    CONSTRAINT in_time CHECK now64(3) < insert_by
)
ENGINE = MergeTree
PARTITION BY toDate(ingested_at)
ORDER BY (toStartOfFiveMinutes(event_time), topic, event_time, kafka_partition, kafka_offset)
TTL toDateTime(ingested_at) + INTERVAL 30 DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;
