package atelier.ingest.row;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What the log can be searched by, found in a record's headers or, if they say nothing, in its value. Always an answer,
 * for any record; empty where nothing is said. The stored bytes are not touched by any of it.
 */
record Labels(String eventType, String eventId, String traceId, Status status, String error, List<String> ids) {

    /** Labels are for searching: a longer one is cut here and complete in the header or value it came from. */
    private static final int LONGEST = 256;

    private static final int TRACEPARENT = 55;

    /** Of an id; what is longer is none. */
    private static final int LONGEST_ID = 128;

    static Labels of(ConsumerRecord<byte[], byte[]> record) {
        String type = "";
        String id = "";
        String traceparent = "";
        @Nullable String contentType = null;
        Set<String> ids = new LinkedHashSet<>();
        add(ids, key(record.key()));
        for (Header header : record.headers()) {
            switch (header.key()) {
                case "ce_type" -> type = text(header);
                case "ce_id" -> id = text(header);
                case "traceparent", "ce_traceparent" -> traceparent = text(header);
                case "content-type", "ce_datacontenttype" -> contentType = text(header);
                case "ce_subject", "ce_correlationid" -> add(ids, text(header));
                default -> {}
            }
        }
        byte[] value = record.value();
        String error = "";
        if (value != null && saysOrMayBeJson(contentType)) {
            JsonGlance glance = JsonGlance.at(value);
            error = glance.error();
            type = type.isEmpty() ? cut(glance.type()) : type;
            id = id.isEmpty() ? cut(glance.id()) : id;
            traceparent = traceparent.isEmpty() ? cut(glance.traceparent()) : traceparent;
            ids.addAll(glance.ids());
        }
        String trace = traceId(traceparent);
        add(ids, trace);
        return new Labels(type, id, trace, status(record, type, error), error, List.copyOf(ids));
    }

    private static String key(byte @Nullable [] key) {
        return key == null || key.length > LONGEST_ID ? "" : new String(key, StandardCharsets.UTF_8);
    }

    private static void add(Set<String> ids, String id) {
        if (!id.isEmpty() && id.length() <= LONGEST_ID) {
            ids.add(id);
        }
    }

    private static Status status(ConsumerRecord<byte[], byte[]> record, String type, String error) {
        if (record.value() == null) {
            return Status.TOMBSTONE;
        }
        if (record.topic().endsWith(".dlq") || type.endsWith(".failed")) {
            return Status.FAILED;
        }
        return error.isEmpty() ? Status.SUCCESS : Status.INVALID;
    }

    /** Without a content type a value is taken for JSON, which is what the topics here carry. */
    private static boolean saysOrMayBeJson(@Nullable String contentType) {
        return contentType == null || contentType.isBlank() || contentType.contains("json");
    }

    /** The 32 hex digits of a W3C {@code traceparent} ({@code 00-<trace>-<span>-<flags>}), or nothing. */
    private static String traceId(String traceparent) {
        boolean wellFormed =
                traceparent.length() >= TRACEPARENT && traceparent.charAt(2) == '-' && traceparent.charAt(35) == '-';
        return wellFormed ? traceparent.substring(3, 35) : "";
    }

    private static String text(Header header) {
        byte[] bytes = header.value();
        if (bytes == null) {
            return "";
        }
        return new String(bytes, 0, Math.min(bytes.length, LONGEST), StandardCharsets.UTF_8);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
