package atelier.idempotency;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/** The table of stored answers. */
final class Answers {
    /** The idle limit goes along: a stopped process must not keep its key in flight, and its locks, for ever. */
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(?), set_config('idle_in_transaction_session_timeout', '30000', true)";

    private static final String FIND = """
            select body_hash, status, location, etag, content_type, body from idempotent_posts
            where request_hash = ? and stored_at > now() - make_interval(secs => ?)""";

    /** An entry past its time may still be there. */
    private static final String STORE = """
            insert into idempotent_posts (request_hash, body_hash, status, location, etag, content_type, body)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (request_hash) do update set
                body_hash = excluded.body_hash, status = excluded.status, location = excluded.location,
                etag = excluded.etag, content_type = excluded.content_type, body = excluded.body,
                stored_at = excluded.stored_at""";

    private static final String PURGE = """
            delete from idempotent_posts where ctid = any (array(
                select ctid from idempotent_posts
                where stored_at < now() - make_interval(secs => ?)
                limit ?))""";

    private final Duration keep;

    Answers(Duration keep) {
        this.keep = keep;
    }

    /** What is known of a request. */
    sealed interface Found {
        record Nothing() implements Found {}

        record OtherBody() implements Found {}

        record Same(StoredAnswer answer) implements Found {}
    }

    /** Holds the request until the transaction ends; false if another one does so. */
    boolean lock(Connection connection, byte[] request) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setLong(1, Fingerprint.lockOf(request));
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    Found find(Connection connection, byte[] request, byte[] body) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setBytes(1, request);
            find.setDouble(2, (double) keep.toSeconds());
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return new Found.Nothing();
                }
                if (!Arrays.equals(row.getBytes("body_hash"), body)) {
                    return new Found.OtherBody();
                }
                return new Found.Same(new StoredAnswer(
                        row.getInt("status"),
                        row.getString("location"),
                        row.getString("etag"),
                        row.getString("content_type"),
                        row.getBytes("body")));
            }
        }
    }

    void store(Connection connection, byte[] request, byte[] body, StoredAnswer answer) throws SQLException {
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            store.setBytes(1, request);
            store.setBytes(2, body);
            store.setInt(3, answer.status());
            store.setString(4, answer.location());
            store.setString(5, answer.etag());
            store.setString(6, answer.contentType());
            store.setBytes(7, answer.body());
            store.executeUpdate();
        }
    }

    /** Drops up to {@code limit} answers past their time; tells how many. */
    int purge(Connection connection, int limit) throws SQLException {
        try (PreparedStatement purge = connection.prepareStatement(PURGE)) {
            purge.setDouble(1, (double) keep.toSeconds());
            purge.setInt(2, limit);
            return purge.executeUpdate();
        }
    }
}
