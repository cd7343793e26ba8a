package atelier.logs.view;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Statement;
import atelier.logs.clickhouse.Trouble;
import atelier.logs.filter.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tables of the database, and what there is instead of one that is not there. */
public final class Tables {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final String TIME = "event_time";

    /** What a line on a screen tells of a typed table; of others all columns. */
    private static final Map<String, String> BRIEF = Map.of(
            "application_logs", "event_time,level,service,logger,message,exception_class",
            "audit_logs", "event_time,user_id,action,resource,resource_id,details",
            "analytics_events", "event_time,event,user_id,properties",
            "sms_logs", "event_time,status,to_masked,provider,message_id,order_id,error",
            "email_logs", "event_time,status,to_masked,provider,message_id,subject,error");

    private record Described(String name, String type, String sortingKey) {}

    private Tables() {}

    /** No such table; the line says which there are. */
    public static final class Unknown extends Trouble {
        Unknown(String line) {
            super(line);
        }
    }

    /** Whether it could be the name of a table at all. */
    public static boolean possible(String name) {
        return NAME.matcher(name).matches();
    }

    /** @throws Unknown if there is none of that name */
    public static LogTable named(String name, ClickHouse clickhouse) {
        if (name.equals(KafkaLogs.NAME)) {
            return KafkaLogs.in(clickhouse.database());
        }
        Statement.Builder values = new Statement.Builder();
        String database = values.text("of", clickhouse.database());
        String table = values.text("named", name);
        List<Described> columns = clickhouse.list(
                values.build("SELECT name, type, ifNull((SELECT any(sorting_key) FROM system.tables WHERE database = "
                        + database
                        + " AND name = " + table + "), '') FROM system.columns WHERE database = " + database
                        + " AND table = " + table + " ORDER BY position"),
                in -> new Described(in.text(), in.text(), in.text()));
        if (columns.isEmpty()) {
            throw absent(name, clickhouse);
        }
        return described(name, clickhouse.database(), columns);
    }

    private static LogTable described(String name, String database, List<Described> described) {
        List<LogColumn> columns = described.stream()
                .map(column -> LogColumn.of(column.name(), column.type()))
                .toList();
        List<String> names = columns.stream().map(LogColumn::name).toList();
        List<String> times = columns.stream()
                .filter(column -> column.kind() == LogColumn.Kind.TIME)
                .map(LogColumn::name)
                .toList();
        String time = times.contains(TIME) ? TIME : times.stream().findFirst().orElse(null);
        String first = described.getFirst().sortingKey().split(",\\s*(?![^()]*\\))", -1)[0];
        List<String> order = time == null
                ? List.of()
                : first.matches("\\w+\\(" + Pattern.quote(time) + "\\)")
                        ? List.of(first, LogColumn.quoted(time))
                        : List.of(LogColumn.quoted(time));
        List<String> filters = Arrays.stream(Field.values())
                .map(Field::column)
                .filter(names::contains)
                .toList();
        LogTable whole = new LogTable(database, name, columns, columns, filters, time, order);
        String brief = BRIEF.get(name);
        return brief == null
                ? whole
                : new LogTable(database, name, columns, whole.columns(brief), filters, time, order);
    }

    /** Turns ClickHouse's word for a missing table or database into one that says what to do. */
    public static Trouble explained(Refused refused, ClickHouse clickhouse, String table) {
        if (refused.unknownDatabase()) {
            return new Unknown("there is no database " + clickhouse.database() + " at " + clickhouse.address()
                    + " yet; log-ingest creates it when it starts (make run), or set CLICKHOUSE_DATABASE");
        }
        return refused.unknownTable() ? absent(table, clickhouse) : refused;
    }

    private static Trouble absent(String table, ClickHouse clickhouse) {
        Statement.Builder values = new Statement.Builder();
        List<String> tables = clickhouse.list(
                values.build("SELECT name FROM system.tables WHERE database = "
                        + values.text("of", clickhouse.database()) + " AND NOT startsWith(name, '.') ORDER BY name"),
                RowReader::text);
        return new Unknown("there is no table " + table + " in database " + clickhouse.database() + "; "
                + (tables.isEmpty()
                        ? "it has no tables: log-ingest creates them when it starts (make run)"
                        : "there is " + String.join(", ", tables)));
    }
}
