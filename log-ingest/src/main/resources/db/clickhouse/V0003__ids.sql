-- Under which ids a record is found: its key, subject, trace and correlation, and the ids in its value.
-- log-ingest fills it from the JSON that it has read already; the expression is for rows of before and of other writers, and costs far more.
ALTER TABLE kafka_logs ADD COLUMN IF NOT EXISTS ids Array(String) DEFAULT arrayDistinct(arraySlice(arrayFilter(id -> notEmpty(id), arrayConcat(
    [substring(ifNull(key, ''), 1, 128), trace_id, substring(ifNull(header_values[indexOf(header_names, 'ce_subject')], ''), 1, 128), substring(ifNull(header_values[indexOf(header_names, 'ce_correlationid')], ''), 1, 128)],
    extractAll(substring(value, 1, 16384), '"\\w*[iI]d"\\s*:\\s*"?([^"\\\\,{}\\[\\]\\s]{1,128})'))), 1, 64)) CODEC(ZSTD(1));

ALTER TABLE kafka_logs ADD INDEX IF NOT EXISTS ix_ids ids TYPE bloom_filter(0.001) GRANULARITY 1;

-- In the background, part by part; until a part is done its rows are found too, only not as fast.
ALTER TABLE kafka_logs MATERIALIZE COLUMN ids SETTINGS mutations_sync = 0;

ALTER TABLE kafka_logs MATERIALIZE INDEX ix_ids SETTINGS mutations_sync = 0;
