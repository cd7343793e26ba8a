package atelier.console.letters;

import atelier.console.text.Visible;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Statement;
import atelier.logs.octets.Json;
import atelier.logs.time.Stamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * That somebody wanted something done with a letter.
 *
 * @param outcome the state that the letter was in when it was done; empty if it is not done yet
 */
record Asked(Instant at, String action, String by, String reason, String outcome) {

    private static final int MOST = 100;

    static List<Asked> about(Letter letter, ClickHouse clickhouse) {
        Statement.Builder values = new Statement.Builder();
        return clickhouse.list(
                values.build(
                        "SELECT toUnixTimestamp64Milli(toDateTime64(requested_at, 3)), action, requested_by, reason, outcome"
                                + " FROM ingest_dead_letter_requests FINAL WHERE target_table = "
                                + values.text("table", letter.table()) + " AND topic_id = toUUID("
                                + values.text("topic", letter.topicId()) + ") AND kafka_partition = "
                                + values.number("partition", letter.partition()) + " AND kafka_offset = "
                                + values.number("offset", letter.offset()) + " ORDER BY requested_at LIMIT "
                                + values.number("limit", MOST)),
                in -> new Asked(Instant.ofEpochMilli(in.int64()), in.text(), in.text(), in.text(), in.text()));
    }

    String line(ZoneId zone) {
        return Stamp.full(at, zone) + " " + action + " by " + Visible.line(by)
                + (reason.isEmpty() ? "" : ", \"" + Visible.line(reason) + "\"") + ": "
                + (outcome.isEmpty() ? "not done yet" : outcome);
    }

    void write(Json json) {
        json.open('{')
                .name("requested_at")
                .text(Stamp.utc(at))
                .name("action")
                .text(action)
                .name("requested_by")
                .text(by)
                .name("reason")
                .text(reason)
                .name("outcome")
                .text(outcome.isEmpty() ? null : outcome)
                .close('}');
    }
}
