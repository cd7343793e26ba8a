package atelier.ingest.typed;

import static atelier.ingest.typed.Json.objectIfThere;
import static atelier.ingest.typed.Json.oneOf;
import static atelier.ingest.typed.Json.raw;
import static atelier.ingest.typed.Json.required;
import static atelier.ingest.typed.Json.text;
import static atelier.ingest.typed.Json.time;
import static atelier.ingest.typed.Json.timeIfThere;

import java.util.List;
import java.util.Map;

/** The typed tables that there are. */
public final class TypedTables {

    public static final String APPLICATION_LOGS = "application_logs";
    public static final String AUDIT_LOGS = "audit_logs";
    public static final String ANALYTICS_EVENTS = "analytics_events";
    public static final String SMS_LOGS = "sms_logs";
    public static final String EMAIL_LOGS = "email_logs";

    /** Every typed table with the topics that feed it unless set otherwise. */
    public static final Map<String, List<String>> DEFAULT_TOPICS = Map.of(
            APPLICATION_LOGS, List.of("application-logs"),
            AUDIT_LOGS, List.of("audit-logs"),
            ANALYTICS_EVENTS, List.of("analytics-events", "business-events"),
            SMS_LOGS, List.of("notifications"),
            EMAIL_LOGS, List.of("notifications"));

    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "fatal");

    private TypedTables() {}

    /** @param topics of each table */
    static List<TypedTable> all(Map<String, List<String>> topics) {
        return List.of(
                applicationLogs(topics.getOrDefault(APPLICATION_LOGS, List.of())),
                auditLogs(topics.getOrDefault(AUDIT_LOGS, List.of())),
                analyticsEvents(topics.getOrDefault(ANALYTICS_EVENTS, List.of())),
                Messages.sms(SMS_LOGS, topics.getOrDefault(SMS_LOGS, List.of())),
                Messages.email(EMAIL_LOGS, topics.getOrDefault(EMAIL_LOGS, List.of())));
    }

    private static TypedTable applicationLogs(List<String> topics) {
        return new TypedTable(
                APPLICATION_LOGS,
                topics,
                TypedTable.ANY_TYPE,
                time(6, "time"),
                List.of(
                        new Column("service", text("service")),
                        new Column("instance", text("instance")),
                        // Found to be a level by its check; the default is never used, and never throws.
                        new Column(
                                "level",
                                "transform(lowerUTF8(" + text("level") + "), " + array(LEVELS) + ", " + array(LEVELS)
                                        + ", 'info')"),
                        new Column("logger", text("logger")),
                        new Column("thread", text("thread")),
                        new Column("message", text("message")),
                        new Column("exception_class", text("exception_class")),
                        new Column("stack_trace", text("stack_trace")),
                        new Column("request_id", text("request_id")),
                        new Column("correlation_id", text("correlation_id")),
                        new Column(
                                "attributes",
                                "CAST(JSONExtract(d, 'attributes', 'Map(String, String)'), 'Map(LowCardinality(String), String)')")),
                List.of(
                        Json.anObject(),
                        timeIfThere("time"),
                        oneOf("level", LEVELS),
                        required("service"),
                        new Check(
                                "message",
                                "JSONType(d, 'message') != 'String'",
                                "concat('JSON of type ', toString(JSONType(d, 'message')))",
                                "a text")));
    }

    private static TypedTable auditLogs(List<String> topics) {
        return new TypedTable(
                AUDIT_LOGS,
                topics,
                TypedTable.ANY_TYPE,
                time(3, "created_at", "createdAt", "timestamp"),
                List.of(
                        new Column("user_id", text("user_id", "userId")),
                        new Column("action", text("action")),
                        new Column("resource", text("resource")),
                        new Column("resource_id", text("resource_id", "resourceId")),
                        new Column("details", raw("details"))),
                List.of(Json.anObject(), timeIfThere("created_at"), required("user_id", "userId"), required("action")));
    }

    private static TypedTable analyticsEvents(List<String> topics) {
        String event = "coalesce(nullIf(" + text("event") + ", ''), toString(event_type))";
        return new TypedTable(
                ANALYTICS_EVENTS,
                topics,
                TypedTable.ANY_TYPE,
                time(3, "created_at", "createdAt", "timestamp"),
                List.of(
                        new Column("event", event),
                        new Column(
                                "user_id",
                                "coalesce(nullIf(" + text("user_id", "userId")
                                        + ", ''), if(JSONType(d, 'data') = 'Object', JSONExtractString(d, 'data', 'user_id'), ''))"),
                        new Column(
                                "properties",
                                "multiIf(JSONHas(d, 'properties'), JSONExtractRaw(d, 'properties'), JSONHas(d, 'data'), JSONExtractRaw(d, 'data'), d)")),
                List.of(
                        Json.anObject(),
                        timeIfThere("created_at"),
                        new Check("event", event + " = ''", "'nothing'", "a name, in the value or as ce_type"),
                        objectIfThere("properties")));
    }

    private static String array(List<String> words) {
        return "[" + String.join(", ", words.stream().map(Json::quoted).toList()) + "]";
    }
}
