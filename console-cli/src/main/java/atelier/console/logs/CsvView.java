package atelier.console.logs;

import atelier.console.session.Output;
import atelier.console.text.Visible;
import atelier.logs.octets.Json;
import atelier.logs.octets.Octets;
import atelier.logs.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180, lines end with LF). Keys and values are followed by a column that says how they are
 * written: {@code text}, {@code base64}, or {@code null} when there is none, because most readers of CSV take null for empty.
 */
record CsvView() implements WholeView {

    private static final String HEADER =
            "event_time,event_time_type,kafka_timestamp,ingested_at,topic,topic_id,kafka_partition,kafka_offset,"
                    + "event_type,event_id,trace_id,status,key,key_encoding,value,value_encoding,headers,attributes,error";

    @Override
    public void begin(Output out) {
        out.line(HEADER);
    }

    @Override
    public void write(WholeRow whole, Output out) {
        LogRow row = whole.row();
        Json headers = new Json();
        JsonView.headers(headers, whole.headers());
        Json attributes = new Json();
        JsonView.attributes(attributes, whole.attributes());
        out.line(String.join(
                ",",
                Stamp.utc(row.time()),
                whole.timeType(),
                Long.toString(whole.kafkaTimestamp()),
                Stamp.utc(whole.ingestedAt()),
                quoted(row.topic()),
                whole.topicId(),
                Long.toString(row.partition()),
                Long.toString(row.offset()),
                quoted(Visible.line(row.type())),
                quoted(Visible.line(whole.eventId())),
                quoted(Visible.line(whole.traceId())),
                quoted(row.status()),
                encoded(row.key()),
                encoded(row.value()),
                quoted(headers.toString()),
                quoted(attributes.toString()),
                quoted(Visible.line(whole.error()))));
    }

    /** The content and its encoding: two columns. */
    private static String encoded(@Nullable Octets octets) {
        if (octets == null) {
            return ",null";
        }
        String text = octets.text();
        // A reader may turn CR into LF or stop at NUL: such text is safe only as base64.
        boolean safe = text != null && text.chars().noneMatch(c -> c < 0x20 && c != '\t' && c != '\n');
        return text != null && safe ? quoted(text) + ",text" : octets.base64() + ",base64";
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.equals(text.strip());
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
