package atelier.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.delivery.kafka.TopicNames;
import atelier.delivery.testing.TestDatabase;
import atelier.devstack.TestServers;
import atelier.events.OrderEvent;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private final AtomicInteger wakes = new AtomicInteger();
    private TestDatabase database;
    private Transactions transactions;

    @BeforeEach
    void open() {
        database = TestDatabase.on(TestServers.postgres());
        transactions = new Transactions(
                database.dataSource(),
                new Outbox(new TopicNames(Map.of("orders", "orders.renamed"))),
                wakes::incrementAndGet);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void commitAnEventWithItsChangeAndWakeTheRelay() {
        String answer = transactions.inTransaction(tx -> {
            tx.append(event("order_1", "r"), 1, new Cause("c", "p", "tp"));
            return "done";
        });
        assertThat(answer).isEqualTo("done");
        assertThat(wakes).hasValue(1);
        assertThat(database.query("select concat_ws(' ', topic, aggregate_id, sequence, type, correlation_id,"
                        + " causation_id, traceparent) from outbox"))
                .containsExactly("orders.renamed order_1 1 order.released c p tp");
    }

    @Test
    void leaveNothingBehindWhenTheWorkThrows() {
        assertThatThrownBy(() -> transactions.<Boolean>inTransaction(tx -> {
                    tx.append(event("order_1", "r"), 1, Cause.NONE);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(database.count("select count(*) from outbox")).isZero();
        assertThat(wakes).hasValue(0);
    }

    @Test
    void keepTheOrderInWhichEventsWereAppendedHoweverManyAndLarge() {
        transactions.<Boolean>inTransaction(tx -> {
            for (int i = 1; i <= 300; i++) {
                tx.append(event("order_" + i % 7, "r".repeat(i * 37)), i, Cause.NONE);
            }
            return true;
        });
        assertThat(database.query("select sequence::text from outbox order by id"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 300).mapToObj(String::valueOf).toList());
        assertThat(database.count("select count(distinct xid) from outbox")).isOne();
        assertThat(wakes).hasValue(1);
    }

    @Test
    void commitNothingWhenTheOutboxRefusesAnEvent() {
        database.execute("alter table outbox add check (sequence < 3)");
        assertThatThrownBy(() -> transactions.<Boolean>inTransaction(tx -> {
                    try (Statement statement = tx.connection().createStatement()) {
                        statement.execute("insert into aggregate (id) values ('a')");
                    }
                    tx.append(event("order_1", "r"), 2, Cause.NONE);
                    tx.append(event("order_1", "r"), 3, Cause.NONE);
                    return true;
                }))
                .isInstanceOfSatisfying(TransactionFailed.class, failed -> assertThat(failed.sqlState())
                        .isEqualTo("23514"));
        assertThat(database.count("select count(*) from outbox")).isZero();
        assertThat(database.count("select count(*) from aggregate")).isZero();
        assertThat(wakes).hasValue(0);
        // The connection goes on.
        append("order_1", "r", 1);
        assertThat(database.count("select count(*) from outbox")).isOne();
    }

    @Test
    void doNotWakeTheRelayForNothing() {
        transactions.<Boolean>inTransaction(tx -> true);
        assertThat(wakes).hasValue(0);
    }

    @Test
    void tellTheSqlStateOfWhatFailed() {
        assertThatThrownBy(() -> transactions.<Boolean>inTransaction(tx -> {
                    try (Statement statement = tx.connection().createStatement()) {
                        statement.execute("insert into aggregate (id) values ('a'), ('a')");
                    }
                    return true;
                }))
                .isInstanceOfSatisfying(TransactionFailed.class, failed -> assertThat(failed.sqlState())
                        .isEqualTo("23505"));
    }

    @Test
    void refuseAnEventThatKafkaWouldRefuse() {
        assertThatThrownBy(() -> append("order_1", "x".repeat(Outbox.DEFAULT_MAX_EVENT_BYTES), 1))
                .isInstanceOf(EventTooLarge.class)
                .hasMessageContaining("order.released of order_1")
                .hasMessageContaining("at most 983040");
        assertThat(database.count("select count(*) from outbox")).isZero();
    }

    @Test
    void refuseASequenceBelowOne() {
        assertThatThrownBy(() -> append("order_1", "r", 0)).hasMessageContaining("has sequence 0");
    }

    private void append(String order, String reason, long sequence) {
        transactions.<Boolean>inTransaction(tx -> {
            tx.append(event(order, reason), sequence, Cause.NONE);
            return true;
        });
    }

    private static OrderEvent event(String order, String reason) {
        return new OrderEvent.Released(order, "user_1", reason, Instant.parse("2026-11-20T10:15:30Z"));
    }
}
