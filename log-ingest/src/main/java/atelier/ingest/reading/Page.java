package atelier.ingest.reading;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.filter.Filter;
import atelier.logs.octets.Json;
import atelier.logs.view.Cursor;
import atelier.logs.view.KafkaLogs;
import atelier.logs.view.LogColumn;
import atelier.logs.view.LogQuery;
import atelier.logs.view.LogRow;
import atelier.logs.view.LogTable;
import atelier.logs.view.RowJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, newest first, and where to go on.
 *
 * @param shown the columns that were asked for
 * @param valueBytes how much of each text
 */
record Page(
        LogTable table,
        List<LogColumn> shown,
        Filter filter,
        int limit,
        int valueBytes,
        @Nullable Cursor before) {

    /** Headers come on top of values, so a page can end before its limit; the cursor goes on from there. */
    private static final int MOST_CHARACTERS = 8 << 20;

    String read(ClickHouse clickhouse) {
        boolean kafka = table.name().equals(KafkaLogs.NAME);
        List<LogColumn> read = new ArrayList<>(shown);
        if (kafka) {
            read.addAll(table.columns("event_time,kafka_partition,kafka_offset,topic"));
        }
        // One more tells whether there is another page.
        LogQuery query = new LogQuery(table, List.copyOf(read), filter, limit + 1, valueBytes, before);
        Json json = new Json().open('{').name("items").open('[');
        Cursor[] next = new Cursor[1];
        clickhouse.query(query.newestFirst(), rows -> {
            LogRow last = null;
            for (int count = 0; rows.next(); count++) {
                if (count == limit || json.length() > MOST_CHARACTERS) {
                    next[0] = kafka && last != null ? Cursor.after(last) : null;
                    return;
                }
                last = LogRow.read(query.columns(), rows);
                RowJson.write(
                        new LogRow(shown, last.values().subList(0, shown.size())).withoutBrokenEnds(valueBytes), json);
            }
        });
        json.close(']').name("next_cursor").text(next[0] == null ? null : next[0].text());
        return json.close('}').toString();
    }
}
