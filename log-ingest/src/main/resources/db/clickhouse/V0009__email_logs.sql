-- Each step of a mail's way. Its body is only in kafka_logs.
-- Filled from kafka_logs by log-ingest: (topic_id, kafka_partition, kafka_offset) names the row there.
CREATE TABLE IF NOT EXISTS email_logs
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
    message_id       String                                   CODEC(ZSTD(1)),
    status           LowCardinality(String),                                            -- queued, sent, delivered, failed
    user_id          String                                   CODEC(ZSTD(1)),
    order_id         String                                   CODEC(ZSTD(1)),
    to_masked        String                                   CODEC(ZSTD(1)),
    to_hash          FixedString(16)                          CODEC(NONE),              -- SipHash-128 with a key; never the address
    template         LowCardinality(String),
    provider         LowCardinality(String),
    provider_message_id String                                CODEC(ZSTD(1)),
    attempt          UInt8,
    error_code       LowCardinality(String),
    error            String                                   CODEC(ZSTD(1)),           -- addresses in it masked
    latency_ms       UInt32                                   CODEC(T64, ZSTD(1)),
    subject          String                                   CODEC(ZSTD(1)),
    insert_by        DateTime64(3, 'UTC')                     CODEC(Delta(8), ZSTD(1)), -- end of the filler's lease

    INDEX ix_event_time event_time   TYPE minmax              GRANULARITY 1,
    INDEX ix_ingested   ingested_at  TYPE minmax              GRANULARITY 1,
    INDEX ix_offset     kafka_offset TYPE minmax              GRANULARITY 1,
    INDEX ix_event_id   event_id     TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_trace_id   trace_id     TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_key        key          TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_status     status       TYPE set(16)             GRANULARITY 1,
    INDEX ix_message    message_id   TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_provider   provider_message_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_to         to_hash      TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_order      order_id     TYPE bloom_filter(0.001) GRANULARITY 1,

    PROJECTION p_minute
    (
        SELECT toStartOfMinute(event_time), provider, status, count(), sum(latency_ms), max(latency_ms)
        GROUP BY toStartOfMinute(event_time), provider, status
    ),

    -- Refuses the INSERT of a filler that was stopped and woke after another took over.
    CONSTRAINT in_time CHECK now64(3) < insert_by
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(ingested_at)
ORDER BY (toStartOfHour(event_time), provider, event_time, kafka_partition, kafka_offset)
TTL toDateTime(ingested_at) + INTERVAL 400 DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;
