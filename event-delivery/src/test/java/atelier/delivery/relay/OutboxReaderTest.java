package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.delivery.testing.TestDatabase;
import atelier.devstack.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions that overlap in every bad way, read in steps: by snapshot difference, and as the common recipes would. */
class OutboxReaderTest {
    private TestDatabase database;
    private OutboxReader reader;
    private Connection one;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabase.on(TestServers.postgres());
        reader = new OutboxReader(database.connect(), "test");
        one = begin();
        other = begin();
    }

    @AfterEach
    void close() throws SQLException {
        one.close();
        other.close();
        reader.close();
        database.close();
    }

    @Test
    void findsATransactionThatCommitsAfterALaterOneWasReadAndAnIdCursorDoesNot() throws SQLException {
        append(one, "early");
        append(other, "late");
        other.commit();
        Snapshot first = reader.now();
        assertThat(read(Snapshot.NOTHING, first)).containsExactly("late");
        assertThat(byId(0)).containsExactly("late");

        one.commit();
        assertThat(read(first, reader.now())).containsExactly("early");
        assertThat(byId(2)).as("an id cursor has passed it").isEmpty();
    }

    @Test
    void keepsTheOrderOfAnAggregateWhenTheEarlierTransactionHasTheHigherNumberAndXminOrderDoesNot()
            throws SQLException {
        execute(one, "select pg_current_xact_id()");
        append(other, "first");
        other.commit();
        append(one, "second");
        one.commit();
        assertThat(read(Snapshot.NOTHING, reader.now())).containsExactly("first", "second");
        assertThat(byTransaction()).as("by (xid, id), as is common").containsExactly("second", "first");
    }

    @Test
    void keepsThatOrderWhenTheCutFallsBetweenTheTwoCommits() throws SQLException {
        execute(one, "select pg_current_xact_id()");
        append(other, "first");
        other.commit();
        Snapshot between = reader.now();
        append(one, "second");
        one.commit();
        assertThat(read(Snapshot.NOTHING, between)).containsExactly("first");
        assertThat(read(between, reader.now())).containsExactly("second");
    }

    @Test
    void isNotHeldUpByAnUnrelatedTransactionThatStaysOpen() throws SQLException {
        execute(one, "select pg_current_xact_id()");
        append(other, "now");
        other.commit();
        assertThat(read(Snapshot.NOTHING, reader.now())).containsExactly("now");
        assertThat(behindXmin()).as("the xmin guard waits").isEmpty();
    }

    @Test
    void leavesOutWhatWasRolledBackAndSeesSavepointsAsPartOfTheirTransaction() throws SQLException {
        append(one, "kept");
        execute(one, "savepoint one");
        append(one, "taken back");
        execute(one, "rollback to one");
        execute(one, "savepoint two");
        append(one, "kept too");
        one.commit();
        append(other, "rolled back");
        other.rollback();
        assertThat(read(Snapshot.NOTHING, reader.now())).containsExactly("kept", "kept too");
    }

    @Test
    void readsInPiecesAndGoesOnAfterAnId() throws SQLException {
        for (int i = 1; i <= 300; i++) {
            append(one, "e" + i);
        }
        one.commit();
        Snapshot all = reader.now();
        long last;
        try (OutboxReader.Rows rows = reader.difference(Snapshot.NOTHING, all, 0)) {
            assertThat(rows.next(100, Long.MAX_VALUE)).hasSize(100);
            List<OutboxRow> small = rows.next(100, 1);
            assertThat(small).hasSize(1);
            last = small.getFirst().id();
            assertThat(reader.highest(Snapshot.NOTHING, all))
                    .isEqualTo(small.getFirst().xid());
            assertThat(rows.hasMore()).isTrue();
        }
        try (OutboxReader.Rows rows = reader.difference(Snapshot.NOTHING, all, last)) {
            assertThat(rows.next(1000, Long.MAX_VALUE)).hasSize(199);
            assertThat(rows.hasMore()).isFalse();
        }
        assertThat(reader.backlog(Snapshot.NOTHING, all).events()).isEqualTo(300);
        assertThat(reader.backlog(all, all)).isEqualTo(Backlog.NONE);
    }

    private List<String> read(Snapshot from, Snapshot to) throws SQLException {
        try (OutboxReader.Rows rows = reader.difference(from, to, 0)) {
            return rows.next(Integer.MAX_VALUE, Long.MAX_VALUE).stream()
                    .map(row -> row.message().topic())
                    .toList();
        }
    }

    private List<String> byId(long after) {
        return database.query("select topic from outbox where id > " + after + " order by id");
    }

    private List<String> byTransaction() {
        return database.query(
                "select topic from outbox where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, id");
    }

    private List<String> behindXmin() throws SQLException {
        List<String> topics = new ArrayList<>();
        try (Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select topic from outbox where xid < pg_snapshot_xmin(pg_current_snapshot())")) {
            while (rows.next()) {
                topics.add(rows.getString(1));
            }
        }
        return topics;
    }

    private static void append(Connection connection, String topic) throws SQLException {
        execute(
                connection,
                "insert into outbox (topic, aggregate_id, sequence, event_id, type, payload) values ('" + topic
                        + "', 'a', 1, gen_random_uuid(), 't', '')");
    }

    private Connection begin() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
