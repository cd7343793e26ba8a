-- Offsets that Kafka no longer had when ingest came to them: [from_offset, to_offset) of a partition.
CREATE TABLE IF NOT EXISTS ingest_gaps
(
    found_at        DateTime64(3, 'UTC'),
    topic           LowCardinality(String),
    topic_id        UUID,
    kafka_partition UInt32,
    from_offset     UInt64,
    to_offset       UInt64,
    reason          LowCardinality(String) -- expired: Kafka begins later; cut: Kafka ends earlier
)
ENGINE = ReplacingMergeTree(found_at)
ORDER BY (topic, topic_id, kafka_partition, from_offset)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
