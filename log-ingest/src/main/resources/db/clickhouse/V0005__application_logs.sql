-- What the services themselves log, a line each.
-- Filled from kafka_logs by log-ingest: (topic_id, kafka_partition, kafka_offset) names the row there.
CREATE TABLE IF NOT EXISTS application_logs
(
    ingested_at      DateTime64(3, 'UTC')                     CODEC(Delta(8), ZSTD(1)), -- that of kafka_logs
    event_time       DateTime64(6, 'UTC')                     CODEC(Delta(8), ZSTD(1)), -- as the record says, else Kafka's; cut to 1970-2099
    topic            LowCardinality(String),
    topic_id         UUID                                     CODEC(ZSTD(1)),
    kafka_partition  UInt32                                   CODEC(ZSTD(1)),
    kafka_offset     UInt64                                   CODEC(Delta(8), ZSTD(1)),
    event_type       LowCardinality(String),
    event_id         String                                   CODEC(ZSTD(1)),
    trace_id         String                                   CODEC(ZSTD(1)),
    key              Nullable(String)                         CODEC(ZSTD(1)),
    service          LowCardinality(String),
    instance         LowCardinality(String),
    level            Enum8('trace' = 1, 'debug' = 5, 'info' = 9, 'warn' = 13, 'error' = 17, 'fatal' = 21),
    logger           LowCardinality(String),
    thread           LowCardinality(String),
    message          String                                   CODEC(ZSTD(1)),
    exception_class  LowCardinality(String),
    stack_trace      String                                   CODEC(ZSTD(3)),
    request_id       String                                   CODEC(ZSTD(1)),
    correlation_id   String                                   CODEC(ZSTD(1)),
    attributes       Map(LowCardinality(String), String)      CODEC(ZSTD(1)),
    insert_by        DateTime64(3, 'UTC')                     CODEC(Delta(8), ZSTD(1)), -- end of the filler's lease

    INDEX ix_event_time event_time   TYPE minmax              GRANULARITY 1,
    INDEX ix_ingested   ingested_at  TYPE minmax              GRANULARITY 1,
    INDEX ix_offset     kafka_offset TYPE minmax              GRANULARITY 1,
    INDEX ix_event_id   event_id     TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_trace_id   trace_id     TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_key        key          TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_level      level        TYPE set(8)              GRANULARITY 1,
    INDEX ix_request_id request_id   TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_message    lower(message) TYPE tokenbf_v1(16384, 3, 0) GRANULARITY 4,

    PROJECTION p_minute
    (
        SELECT toStartOfMinute(event_time), service, level, count()
        GROUP BY toStartOfMinute(event_time), service, level
    ),

    -- Refuses the INSERT of a filler that was stopped and woke after another took over.
    CONSTRAINT in_time CHECK now64(3) < insert_by
)
ENGINE = MergeTree
PARTITION BY toDate(ingested_at)
ORDER BY (toStartOfFiveMinutes(event_time), service, event_time, kafka_partition, kafka_offset)
TTL toDateTime(ingested_at) + INTERVAL 14 DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;
