package atelier.console.letters;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Statement;
import java.util.List;

/** Reads dead letters. The latest row of each counts, which {@code FINAL} sees to. */
final class Letters {

    private static final String ORDER =
            " ORDER BY changed_at%1$s, target_table%1$s, topic%1$s, kafka_partition%1$s," + " kafka_offset%1$s";

    private Letters() {}

    /** The latest so many that hold the condition, the latest last. */
    static List<Letter> matching(ClickHouse clickhouse, Statement.Builder values, String where, int limit) {
        return clickhouse
                .list(
                        values.build("SELECT " + Letter.COLUMNS + " FROM (SELECT * FROM " + Letter.TABLE
                                + " FINAL WHERE "
                                + where + ORDER.formatted(" DESC") + " LIMIT " + values.number("limit", limit) + ")"
                                + ORDER.formatted(" DESC")),
                        Letter::read)
                .reversed();
    }
}
