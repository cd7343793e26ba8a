package atelier.system;

import static atelier.system.Findings.Kind.DOUBLED;
import static atelier.system.Findings.Kind.LOST;

import atelier.system.Said.Event;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds together what the clients were told, what is in Kafka, and what the tables say; and hears what the system's own proof finds. */
final class Judge {
    /** Of orders and of designs. */
    private static final int OUTBOXES = 2;

    private final RunningSystem system;

    Judge(RunningSystem system) {
        this.system = system;
    }

    Findings judge(List<Answer> answers) throws SQLException, IOException {
        Said said = Said.readFrom(system.brokers());
        Findings findings = new Findings(said.records().size());
        new LogTable(system.url("clickhouse")).compare(said.records(), findings);
        new OwnProof(system.url("log-ingest"), OUTBOXES).tell(findings);
        eachOnce(said, findings);
        Tables tables = Tables.read(system.port("postgres"));
        Map<String, List<Event>> orders = said.byAggregate("orders");
        Map<String, List<Event>> designs = said.byAggregate("designs");
        posted(answers, Answer.ORDER, tables.orders().keySet(), orders, "order.created", findings);
        posted(answers, Answer.DESIGN, tables.designs().keySet(), designs, "design.created", findings);
        moved(answers, orders, designs, findings);
        Lives lives = new Lives(tables, findings);
        orders.forEach((id, events) -> lives.order(id, events));
        designs.forEach((id, events) -> lives.design(id, events));
        effects(said, orders, tables, findings);
        answers.stream()
                .filter(answer -> answer.what().equals(Answer.ORDER) && answer.accepted())
                .forEach(answer -> {
                    Tables.Order order = tables.orders().get(answer.id());
                    boolean whole = order != null
                            && order.lines() == Long.parseLong(answer.asked())
                            && order.sum() == order.total();
                    findings.expect(whole, LOST, "half an order: " + answer + " is " + order);
                });
        return findings;
    }

    private static void eachOnce(Said said, Findings findings) {
        Set<String> ids = new HashSet<>();
        said.records().forEach(record -> {
            String id = Said.header(record, "ce_id");
            // Log lines are no events: nothing is promised about how often one is shipped.
            boolean isLine = record.topic().equals("application-logs");
            findings.expect(isLine || ids.add(id), DOUBLED, "event " + id + " is in Kafka twice");
        });
    }

    /** Every accepted one is there once, and nothing is there that nobody was told of: that would be a repeated POST's. */
    private static void posted(
            List<Answer> answers,
            String what,
            Set<String> rows,
            Map<String, List<Event>> said,
            String type,
            Findings findings) {
        Set<String> told = new HashSet<>();
        for (Answer answer : answers) {
            if (answer.what().equals(what) && answer.accepted()) {
                findings.expect(told.add(answer.id()), DOUBLED, "two posts were answered with " + answer.id());
            }
        }
        for (String id : told) {
            findings.expect(rows.contains(id), LOST, what + " " + id + " was answered 201 and is in no table");
            long created = said.getOrDefault(id, List.of()).stream()
                    .filter(event -> event.type().equals(type))
                    .count();
            findings.expect(created >= 1, LOST, what + " " + id + " was answered 201 without " + type);
            findings.expect(created <= 1, DOUBLED, what + " " + id + " has " + created + " " + type);
        }
        rows.stream()
                .filter(id -> !told.contains(id))
                .forEach(id -> findings.add(DOUBLED, "nobody was told of " + what + " " + id));
        said.keySet().stream()
                .filter(id -> !rows.contains(id))
                .forEach(id -> findings.add(LOST, id + " has events and no row"));
    }

    /** A step that was answered 200 was said. */
    private static void moved(
            List<Answer> answers,
            Map<String, List<Event>> orders,
            Map<String, List<Event>> designs,
            Findings findings) {
        for (Answer answer : answers) {
            boolean said =
                    switch (answer.what()) {
                        case Answer.MOVE_ORDER ->
                            orders.getOrDefault(answer.id(), List.of()).stream()
                                    .anyMatch(event -> event.type().equals("order." + answer.asked()));
                        case Answer.MOVE_DESIGN ->
                            designs.getOrDefault(answer.id(), List.of()).stream()
                                    .anyMatch(event -> event.field("new_status").equals(answer.asked()));
                        default -> true;
                    };
            findings.expect(said || !answer.accepted(), LOST, "not said: " + answer);
        }
    }

    /** What consumers did about events: as often as there were events. */
    private static void effects(Said said, Map<String, List<Event>> orders, Tables tables, Findings findings) {
        Map<String, Long> named = new HashMap<>();
        orders.values().stream()
                .flatMap(List::stream)
                .filter(event -> event.type().equals("order.created"))
                .forEach(event -> event.designs().forEach(design -> named.merge(design, 1L, Long::sum)));
        tables.designs().forEach((id, design) -> {
            long expected = named.getOrDefault(id, 0L);
            String what = id + " was ordered " + expected + " times and counts " + design.timesOrdered();
            findings.expect(design.timesOrdered() >= expected, LOST, what);
            findings.expect(design.timesOrdered() <= expected, DOUBLED, what);
        });
        long pushes = said.records().stream()
                .filter(record -> Said.header(record, "ce_type").equals("notification.push"))
                .count();
        findings.expect(
                tables.noticesOfOrders() == pushes,
                LOST,
                "orders-service heard " + tables.noticesOfOrders() + " of " + pushes + " notices");
        findings.expect(
                tables.noticesOfDesigns() == pushes,
                LOST,
                "designs-service heard " + tables.noticesOfDesigns() + " of " + pushes + " notices");
    }
}
