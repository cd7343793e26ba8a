package atelier.console.logs;

import atelier.console.session.Output;
import atelier.logs.octets.Json;
import atelier.logs.time.Stamp;
import java.util.List;

/** One JSON object on a line for each record, from which every byte of it can be got back. */
record JsonView() implements WholeView {

    @Override
    public void write(WholeRow whole, Output out) {
        LogRow row = whole.row();
        Json json = new Json()
                .open('{')
                .name("event_time")
                .text(Stamp.utc(row.time()))
                .name("event_time_type")
                .text(whole.timeType())
                .name("kafka_timestamp")
                .number(whole.kafkaTimestamp())
                .name("ingested_at")
                .text(Stamp.utc(whole.ingestedAt()))
                .name("topic")
                .text(row.topic())
                .name("topic_id")
                .text(whole.topicId())
                .name("kafka_partition")
                .number(row.partition())
                .name("kafka_offset")
                .number(row.offset())
                .field("event_type", row.type())
                .field("event_id", whole.eventId())
                .field("trace_id", whole.traceId())
                .name("status")
                .text(row.status())
                .field("key", row.key())
                .field("value", row.value())
                .name("headers");
        headers(json, whole.headers());
        attributes(json.name("attributes"), whole.attributes());
        out.line(json.field("error", whole.error()).close('}').toString());
    }

    /** A list and not an object, because names can repeat and their order says something. */
    static void headers(Json json, List<WholeRow.Pair> headers) {
        json.open('[');
        for (WholeRow.Pair header : headers) {
            json.open('{')
                    .field("name", header.name())
                    .field("value", header.value())
                    .close('}');
        }
        json.close(']');
    }

    static void attributes(Json json, List<WholeRow.Pair> attributes) {
        json.open('{');
        for (WholeRow.Pair attribute : attributes) {
            String name = attribute.name().text();
            json.field(name == null ? attribute.name().base64() : name, attribute.value());
        }
        json.close('}');
    }
}
