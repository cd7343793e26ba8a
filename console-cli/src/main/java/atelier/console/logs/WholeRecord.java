package atelier.console.logs;

import atelier.console.session.Session;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.filter.Field;
import atelier.logs.filter.Filter;
import atelier.logs.octets.Json;
import atelier.logs.view.KafkaLogs;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogQuery;
import atelier.logs.view.LogRow;
import atelier.logs.view.LogTable;
import atelier.logs.view.RowJson;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A record of {@code kafka_logs} with all that was in it, for commands that are about one; shown as {@code logs:view --full} does. */
public record WholeRecord(LogRow row) {

    /** @param time its event_time, which finds it quickly */
    public static Optional<WholeRecord> find(
            ClickHouse clickhouse, String topic, String topicId, long partition, long offset, Instant time) {
        Filter filter = new Filter.Builder(time, ZoneOffset.UTC)
                .with(Field.TOPIC, List.of(topic))
                .with(Field.PARTITION, List.of(Long.toString(partition)))
                .with(Field.OFFSET, List.of(Long.toString(offset)))
                .since(time.toString())
                .until(time.plusMillis(1).toString())
                .build();
        LogTable table = KafkaLogs.in(clickhouse.database());
        List<LogColumn> columns = table.columns();
        LogQuery query = new LogQuery(table, columns, filter, 2, null, null); // a topic can have had two lives
        return clickhouse.list(query.newestLast(), rows -> LogRow.read(columns, rows)).stream()
                .filter(row -> row.text("topic_id").equals(topicId))
                .findFirst()
                .map(WholeRecord::new);
    }

    /** For people, to standard output. */
    public void print(Session session, ZoneId zone) {
        new FullView(row.columns(), session, zone).row(row);
    }

    /** As one JSON object, from which every byte can be got back. */
    public void write(Json json) {
        RowJson.write(row, json);
    }
}
