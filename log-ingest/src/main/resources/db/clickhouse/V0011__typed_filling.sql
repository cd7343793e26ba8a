-- Up to which offset each partition was judged for a typed table. A later generation forgets the earlier ones.
CREATE TABLE IF NOT EXISTS typed_progress
(
    target_table     LowCardinality(String),
    generation       UInt64,
    topic_id         UUID,                    -- all zeros: up to when (milliseconds) rows that came late were looked for
    kafka_partition  UInt32,
    upto             UInt64,
    rows_in_table    UInt64,                  -- at that time: an empty table is told from one that was emptied
    done_at          DateTime64(6, 'UTC'),
    insert_by        DateTime64(3, 'UTC'),

    CONSTRAINT in_time CHECK now64(3) < insert_by
)
ENGINE = ReplacingMergeTree(done_at)
ORDER BY (target_table, generation, topic_id, kafka_partition)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Who may fill. The row of a holder with the highest turn counts.
CREATE TABLE IF NOT EXISTS typed_leases
(
    holder           String,
    turn             UInt64,
    until            DateTime64(3, 'UTC'),
    insert_by        DateTime64(3, 'UTC'),    -- a lease can be prolonged only while it lasts

    CONSTRAINT in_time CHECK now64(3) < insert_by
)
ENGINE = ReplacingMergeTree(turn)
ORDER BY holder
TTL toDateTime(insert_by) + INTERVAL 1 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- A row here, from anybody, has the table filled anew from kafka_logs.
CREATE TABLE IF NOT EXISTS typed_rebuilds
(
    target_table     LowCardinality(String),
    requested_at     DateTime64(6, 'UTC') DEFAULT now64(6),
    requested_by     LowCardinality(String) DEFAULT currentUser()
)
ENGINE = MergeTree
ORDER BY (target_table, requested_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
