package atelier.ingest.typed;

import static atelier.ingest.typed.Json.number;
import static atelier.ingest.typed.Json.numberIfThere;
import static atelier.ingest.typed.Json.text;
import static atelier.ingest.typed.Json.time;
import static atelier.ingest.typed.Json.timeIfThere;

import java.util.List;
import java.util.stream.Stream;

/** Text messages and mails: the same but for their addresses, which are kept only masked and as a hash with a key. */
final class Messages {

    private static final String TO = text("to");

    /** So that the same number is found again however it was written. */
    private static final String DIGITS = "replaceRegexpAll(" + TO + ", '[^0-9+]', '')";

    private static final String MASKED_NUMBER =
            "if(length(" + DIGITS + ") >= 7, concat(substring(" + DIGITS + ", 1, 3), repeat('*', length(" + DIGITS
                    + ") - 5), right(" + DIGITS + ", 2)), if(" + TO + " = '', '', '***'))";

    private static final String MASKED_MAIL = "if(position(" + TO + ", '@') > 1, concat(substringUTF8(" + TO
            + ", 1, 1), '***', substring(" + TO + ", position(" + TO + ", '@'))), if(" + TO + " = '', '', '***'))";

    /** Servers like to repeat the address that they refuse. */
    private static final String ERROR = "replaceRegexpAll(replaceRegexpAll(" + text("error")
            + ", '([A-Za-z0-9._%+-])[A-Za-z0-9._%+-]*@', '\\\\1***@'), '\\\\+?[0-9][0-9 ()-]{5,}[0-9]', '***')";

    private static final String STATUS =
            "if(startsWith(event_type, 'notification.'), 'queued', substring(event_type, position(event_type, '.') + 1))";

    private Messages() {}

    static TypedTable sms(String name, List<String> topics) {
        return new TypedTable(
                name,
                topics,
                "event_type = 'notification.sms' OR startsWith(event_type, 'sms.')",
                time(3, "at", "created_at"),
                columns(
                        MASKED_NUMBER,
                        DIGITS,
                        new Column("segments", number("UInt8", "segments")),
                        new Column("cost_micros", number("UInt64", "cost_micros")),
                        new Column("currency", text("currency"))),
                checks(numberIfThere("UInt8", "segments"), numberIfThere("UInt64", "cost_micros")));
    }

    static TypedTable email(String name, List<String> topics) {
        return new TypedTable(
                name,
                topics,
                "event_type = 'notification.email' OR startsWith(event_type, 'email.')",
                time(3, "at", "created_at"),
                columns(MASKED_MAIL, "lowerUTF8(trimBoth(" + TO + "))", new Column("subject", text("subject"))),
                checks());
    }

    private static List<Column> columns(String masked, String normal, Column... more) {
        return Stream.concat(
                        Stream.of(
                                new Column("message_id", text("notification_id", "message_id")),
                                new Column("status", STATUS),
                                new Column("user_id", text("user_id", "userId")),
                                new Column("order_id", text("order_id", "orderId")),
                                new Column("to_masked", masked),
                                new Column(
                                        "to_hash",
                                        "if(" + TO
                                                + " = '', toFixedString('', 16), sipHash128Keyed(({pii0:UInt64}, {pii1:UInt64}), "
                                                + normal + "))"),
                                new Column("template", text("template")),
                                new Column("provider", text("provider")),
                                new Column("provider_message_id", text("provider_message_id")),
                                new Column("attempt", number("UInt8", "attempt")),
                                new Column("error_code", text("error_code")),
                                new Column("error", ERROR),
                                new Column("latency_ms", number("UInt32", "latency_ms"))),
                        Stream.of(more))
                .toList();
    }

    private static List<Check> checks(Check... more) {
        return Stream.concat(
                        Stream.of(
                                Json.anObject(),
                                new Check(
                                        "type",
                                        STATUS + " NOT IN ('queued', 'sent', 'delivered', 'failed')",
                                        Json.cut("toString(event_type)"),
                                        "notification.…, ….sent, ….delivered or ….failed"),
                                timeIfThere("at"),
                                timeIfThere("created_at"),
                                new Check(
                                        "to",
                                        STATUS + " = 'queued' AND " + TO + " = ''",
                                        Json.kind("to"),
                                        "an address"),
                                numberIfThere("UInt8", "attempt"),
                                numberIfThere("UInt32", "latency_ms")),
                        Stream.of(more))
                .toList();
    }
}
