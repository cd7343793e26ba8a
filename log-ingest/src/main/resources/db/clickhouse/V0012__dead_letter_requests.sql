-- What people want done with dead letters, a row for each letter and request. They only ask: log-ingest's filler does it, and answers.
-- The latest row of a request and letter counts; it is also the record of who asked for what.
CREATE TABLE IF NOT EXISTS ingest_dead_letter_requests
(
    requested_at     DateTime64(6, 'UTC') DEFAULT now64(6),
    request_id       UUID,
    action           LowCardinality(String),  -- retry, discard
    requested_by     String,                  -- user@host
    reason           String,
    target_table     LowCardinality(String),
    topic            LowCardinality(String),
    topic_id         UUID,
    kafka_partition  UInt32,
    kafka_offset     UInt64,
    outcome          LowCardinality(String),  -- empty = not done yet; else the letter's state when it was
    changed_at       DateTime64(6, 'UTC') DEFAULT now64(6),
    insert_by        DateTime64(3, 'UTC'),    -- end of the writer's lease; of one who asks: a minute ahead

    CONSTRAINT in_time CHECK now64(3) < insert_by
)
ENGINE = ReplacingMergeTree(changed_at)
ORDER BY (requested_at, request_id, target_table, topic_id, kafka_partition, kafka_offset)
TTL toDateTime(requested_at) + INTERVAL 400 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- The request that changed a letter last: done again after a kill, it leaves out what it has changed already. States are now
-- open, retry (about to be judged), discarded, resolved (its record is in the table), gone (a rebuild judges it anew).
ALTER TABLE ingest_dead_letters ADD COLUMN IF NOT EXISTS request_id UUID;

-- Why it was discarded.
ALTER TABLE ingest_dead_letters ADD COLUMN IF NOT EXISTS note String;
