-- Who did what to what.
-- Filled from kafka_logs by log-ingest: (topic_id, kafka_partition, kafka_offset) names the row there.
CREATE TABLE IF NOT EXISTS audit_logs
(
    ingested_at      DateTime64(3, 'UTC')                     CODEC(Delta(8), ZSTD(1)), -- that of kafka_logs
    event_time       DateTime64(3, 'UTC')                     CODEC(Delta(8), ZSTD(1)), -- as the record says, else Kafka's; cut to 1970-2099
    topic            LowCardinality(String),
    topic_id         UUID                                     CODEC(ZSTD(1)),
    kafka_partition  UInt32                                   CODEC(ZSTD(1)),
    kafka_offset     UInt64                                   CODEC(Delta(8), ZSTD(1)),
    event_type       LowCardinality(String),
    event_id         String                                   CODEC(ZSTD(1)),
    trace_id         String                                   CODEC(ZSTD(1)),
    key              Nullable(String)                         CODEC(ZSTD(1)),
    user_id          String                                   CODEC(ZSTD(1)),
    action           LowCardinality(String),
    resource         LowCardinality(String),
    resource_id      String                                   CODEC(ZSTD(1)),
    details          String                                   CODEC(ZSTD(3)), -- JSON
    insert_by        DateTime64(3, 'UTC')                     CODEC(Delta(8), ZSTD(1)), -- end of the filler's lease

    INDEX ix_event_time event_time   TYPE minmax              GRANULARITY 1,
    INDEX ix_ingested   ingested_at  TYPE minmax              GRANULARITY 1,
    INDEX ix_offset     kafka_offset TYPE minmax              GRANULARITY 1,
    INDEX ix_event_id   event_id     TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_trace_id   trace_id     TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_key        key          TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_user_id    user_id      TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_action     action       TYPE set(256)            GRANULARITY 1,

    PROJECTION p_minute
    (
        SELECT toStartOfMinute(event_time), action, count()
        GROUP BY toStartOfMinute(event_time), action
    ),

    -- Refuses the INSERT of a filler that was stopped and woke after another took over.
    CONSTRAINT in_time CHECK now64(3) < insert_by
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(ingested_at)
ORDER BY (toStartOfHour(event_time), action, event_time, kafka_partition, kafka_offset)
TTL toDateTime(ingested_at) + INTERVAL 400 DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;
