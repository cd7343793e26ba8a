package atelier.designs.store;

import atelier.designs.design.Design;
import atelier.designs.design.DesignId;
import atelier.designs.design.DesignStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresDesigns implements Designs {
    private static final String SELECT = """
            select id, user_id, title, description, status, reason, times_ordered, sequence, created_at, updated_at
            from designs
            where deleted_at is null""";

    @Override
    public void add(Connection connection, Design design) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into designs
                    (id, user_id, title, description, status, reason, sequence, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, design.id().text());
            insert.setString(2, design.userId());
            insert.setString(3, design.title());
            insert.setString(4, design.description());
            insert.setString(5, design.status().word());
            insert.setString(6, design.reason());
            insert.setLong(7, design.sequence());
            insert.setObject(8, utc(design.createdAt()));
            insert.setObject(9, utc(design.updatedAt()));
            insert.executeUpdate();
        }
    }

    @Override
    public Optional<Design> find(Connection connection, DesignId id) throws SQLException {
        return one(connection, SELECT + " and id = ?", id);
    }

    @Override
    public Optional<Design> lock(Connection connection, DesignId id) throws SQLException {
        return one(connection, SELECT + " and id = ? for no key update", id);
    }

    @Override
    public void update(Connection connection, Design changed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update designs
                set title = ?, description = ?, status = ?, reason = ?, sequence = ?, updated_at = ?
                where id = ?""")) {
            update.setString(1, changed.title());
            update.setString(2, changed.description());
            update.setString(3, changed.status().word());
            update.setString(4, changed.reason());
            update.setLong(5, changed.sequence());
            update.setObject(6, utc(changed.updatedAt()));
            update.setString(7, changed.id().text());
            update.executeUpdate();
        }
    }

    @Override
    public void bury(Connection connection, Design last) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update designs set sequence = ?, updated_at = ?, deleted_at = ? where id = ?")) {
            update.setLong(1, last.sequence());
            update.setObject(2, utc(last.updatedAt()));
            update.setObject(3, utc(last.updatedAt()));
            update.setString(4, last.id().text());
            update.executeUpdate();
        }
    }

    @Override
    public List<Design> page(Connection connection, DesignFilter filter) throws SQLException {
        // Only the conditions that are asked for, so that each combination has a plan that uses its index.
        List<String> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder(SELECT);
        condition(sql, values, " and user_id = ?", filter.userId());
        condition(
                sql,
                values,
                " and status = ?",
                filter.status() == null ? null : filter.status().word());
        condition(
                sql,
                values,
                " and id < ?",
                filter.before() == null ? null : filter.before().text());
        sql.append(" order by id desc limit ?");
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            select.setInt(values.size() + 1, filter.limit() + 1);
            return designs(select);
        }
    }

    @Override
    public void countOrders(Connection connection, Map<DesignId, Long> orders) throws SQLException {
        // Locked by a statement part of its own, because an UPDATE takes its rows in whatever order its plan finds
        // them.
        try (PreparedStatement update = connection.prepareStatement("""
                with named as (select * from unnest(?::text[], ?::bigint[]) as named (id, orders)),
                    locked as (select id from designs where id in (select id from named) order by id for no key update)
                update designs
                set times_ordered = times_ordered + named.orders
                from locked join named using (id)
                where designs.id = locked.id""")) {
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "text", orders.keySet().stream().map(DesignId::text).toArray()));
            update.setArray(
                    2, connection.createArrayOf("bigint", orders.values().toArray()));
            update.executeUpdate();
        }
    }

    private static void condition(StringBuilder sql, List<String> values, String condition, @Nullable String value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private static Optional<Design> one(Connection connection, String sql, DesignId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id.text());
            return designs(select).stream().findFirst();
        }
    }

    private static List<Design> designs(PreparedStatement select) throws SQLException {
        List<Design> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Design(
                        new DesignId(row.getString("id")),
                        row.getString("user_id"),
                        row.getString("title"),
                        row.getString("description"),
                        DesignStatus.of(row.getString("status")).orElseThrow(),
                        row.getString("reason"),
                        row.getLong("times_ordered"),
                        row.getLong("sequence"),
                        instant(row, "created_at"),
                        instant(row, "updated_at")));
            }
        }
        return found;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
