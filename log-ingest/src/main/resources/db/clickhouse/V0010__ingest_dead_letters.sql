-- Records that belong to a typed table and do not fit it, a row each; the record itself is in kafka_logs.
CREATE TABLE IF NOT EXISTS ingest_dead_letters
(
    target_table     LowCardinality(String),
    topic            LowCardinality(String),
    topic_id         UUID,
    kafka_partition  UInt32,
    kafka_offset     UInt64,
    event_time       DateTime64(3, 'UTC'),
    event_type       LowCardinality(String),
    event_id         String,
    field            LowCardinality(String),  -- the first that does not fit; value = the whole
    found            String,
    expected         LowCardinality(String),
    state            LowCardinality(String),  -- open, retry (asked for), discarded, gone (it is in the table now, or is judged anew)
    attempts         UInt16,
    changed_at       DateTime64(6, 'UTC'),    -- the latest row of a record counts
    changed_by       LowCardinality(String),
    insert_by        DateTime64(3, 'UTC'),    -- end of the writer's lease

    CONSTRAINT in_time CHECK now64(3) < insert_by
)
ENGINE = ReplacingMergeTree(changed_at)
ORDER BY (target_table, topic_id, kafka_partition, kafka_offset)
TTL toDateTime(changed_at) + INTERVAL 400 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
