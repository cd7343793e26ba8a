package atelier.testing;

import atelier.delivery.outbox.Transactions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service has said, in the order in which it was appended. */
public final class OutboxRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Transactions transactions;

    OutboxRows(Transactions transactions) {
        this.transactions = transactions;
    }

    /** One event. */
    public record Row(
            String type,
            String aggregateId,
            long sequence,
            @Nullable String correlationId,
            @Nullable String causationId,
            @Nullable String traceparent,
            JsonNode data) {

        public String text(String field) {
            return data.path(field).asText();
        }
    }

    /** Everything said about one aggregate. */
    public List<Row> of(String aggregateId) {
        return all().stream()
                .filter(row -> row.aggregateId().equals(aggregateId))
                .toList();
    }

    /** The types of everything said about one aggregate, with their numbers. */
    public List<String> typesOf(String aggregateId) {
        return of(aggregateId).stream()
                .map(row -> row.type() + " " + row.sequence())
                .toList();
    }

    /** Everything that customers were told in a message that holds {@code text}. */
    public List<Row> notices(String text) {
        return all().stream()
                .filter(row -> row.type().equals("notification.push"))
                .filter(row -> row.text("message").contains(text))
                .toList();
    }

    public List<Row> all() {
        return transactions.inTransaction(tx -> read(tx.connection()));
    }

    private static List<Row> read(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select * from outbox order by id");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(
                        row.getString("type"),
                        row.getString("aggregate_id"),
                        row.getLong("sequence"),
                        row.getString("correlation_id"),
                        row.getString("causation_id"),
                        row.getString("traceparent"),
                        JSON.readTree(row.getBytes("payload"))));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return rows;
    }
}
