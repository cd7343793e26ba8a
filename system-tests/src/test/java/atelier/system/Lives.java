package atelier.system;

import static atelier.system.Findings.Kind.LOST;
import static atelier.system.Findings.Kind.OUT_OF_ORDER;

import atelier.system.Said.Event;
import java.util.List;
import java.util.Map;

/** The life of one order or design: what was said about it in order, and what the tables of both services say. */
final class Lives {
    /** Where an order stands after an event; being put on hold and let go changes the flag only. */
    private static final Map<String, String> STATUS_AFTER = Map.of(
            "order.created", "created",
            "order.processed", "processed",
            "order.shipped", "shipped",
            "order.delivered", "delivered",
            "order.cancelled", "cancelled");

    private final Tables tables;
    private final Findings findings;

    Lives(Tables tables, Findings findings) {
        this.tables = tables;
        this.findings = findings;
    }

    void order(String id, List<Event> events) {
        Tables.Order row = tables.orders().get(id);
        inOrder(id, events, row == null ? 0 : row.sequence());
        List<String> tracked = tables.tracking().getOrDefault(id, List.of());
        List<String> said = events.stream()
                .map(event -> event.sequence() + " " + event.id())
                .toList();
        findings.expect(tracked.equals(said), LOST, "tracking of " + id + " has " + tracked + ", said was " + said);
        String status = "";
        boolean onHold = false;
        for (Event event : events) {
            status = STATUS_AFTER.getOrDefault(event.type(), status);
            onHold = event.type().equals("order.on_hold");
        }
        boolean agrees = row != null && row.status().equals(status) && row.onHold() == onHold;
        findings.expect(
                agrees, LOST, id + " is " + row + ", but its events end with " + status + (onHold ? ", on hold" : ""));
    }

    void design(String id, List<Event> events) {
        Tables.Design row = tables.designs().get(id);
        inOrder(id, events, row == null ? 0 : row.sequence());
        String status = "";
        for (Event event : events) {
            switch (event.type()) {
                case "design.created" -> status = event.field("status");
                case "design.status_changed" -> {
                    findings.expect(
                            event.field("old_status").equals(status),
                            OUT_OF_ORDER,
                            id + ": " + event + " after " + status);
                    status = event.field("new_status");
                }
                case "design.deleted" -> status = "deleted";
                default -> {}
            }
        }
        findings.expect(
                row != null && row.status().equals(status), LOST, id + " is " + row + ", but was said to be " + status);
        String known = tables.knownDesigns().getOrDefault(id, "");
        findings.expect(
                known.equals(status), LOST, "orders-service takes " + id + " for " + known + " and not for " + status);
    }

    private void inOrder(String id, List<Event> events, long sequence) {
        for (int i = 0; i < events.size(); i++) {
            findings.expect(
                    events.get(i).sequence() == i + 1,
                    OUT_OF_ORDER,
                    id + ": " + (i + 1) + ". event is " + events.get(i));
        }
        findings.expect(
                sequence == events.size(), LOST, id + " counts " + sequence + " events, said are " + events.size());
        List<String> kept = tables.histories().getOrDefault(id, List.of());
        List<String> said = events.stream()
                .map(event -> event.sequence() + " " + event.type())
                .toList();
        findings.expect(kept.equals(said), LOST, "history of " + id + " has " + kept + ", said was " + said);
    }
}
