-- Who repaired what, when: a row for each step of an operation, the last one of an operation and partition tells how it ended.
-- A row with held_until ahead is also the right to insert into that partition, as long as no step after it ended the operation.
CREATE TABLE IF NOT EXISTS ingest_operations
(
    at              DateTime64(3, 'UTC') DEFAULT now64(3),
    operation_id    UUID,
    command         LowCardinality(String), -- logs:backfill, logs:restore
    state           LowCardinality(String), -- claimed, running, done, failed
    done_by         String,                 -- user@host and process
    topic           LowCardinality(String),
    topic_id        UUID,
    kafka_partition UInt32,
    from_offset     UInt64,
    end_offset      UInt64,                 -- behind the last
    target_topic    LowCardinality(String), -- logs:restore: where it was written to
    target_topic_id UUID,
    records_read    UInt64,
    records_written UInt64,
    held_until      DateTime64(3, 'UTC'),
    note            String
)
ENGINE = MergeTree
ORDER BY (topic, topic_id, kafka_partition, at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
