package atelier.system;

import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** One order through everything: on hold for its design, released by the approval, and in the log. */
final class Probe implements AutoCloseable {
    private final RunningSystem system;
    private final Calls calls;
    private final LogTable log;
    private final BufferedWriter notes;

    Probe(RunningSystem system, Calls calls, Path notes) {
        this.system = system;
        this.calls = calls;
        this.log = new LogTable(system.url("clickhouse"));
        try {
            this.notes = Files.newBufferedWriter(notes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Awaitility's condition fails when it does not within that time. */
    void passes(Duration patience) {
        await("a new order is released and in the log")
                .atMost(patience.isPositive() ? patience : Duration.ofMillis(1))
                .pollInterval(Duration.ofMillis(50))
                .until(new Course()::done);
    }

    private final class Course {
        private String order = "";

        boolean done() throws InterruptedException, IOException {
            if (order.isEmpty()) {
                place();
            }
            return log.has("order.released", order);
        }

        private void place() throws InterruptedException, IOException {
            String designs = system.url("designs-service") + "/api/designs";
            Calls.Told design = post(designs, "{\"title\":\"probe\",\"user_id\":\"probe\",\"status\":\"pending\"}");
            note(new Answer(Answer.DESIGN, design.status(), design.text("id"), "pending", design.attempts()));
            Calls.Told placed = post(
                    system.url("orders-service") + "/api/orders",
                    "{\"user_id\":\"probe\",\"items\":[{\"design_id\":\"%s\",\"quantity\":1,\"unit_price\":1}]}"
                            .formatted(design.text("id")));
            note(new Answer(Answer.ORDER, placed.status(), placed.text("id"), "1", placed.attempts()));
            calls.untilAnswered(
                    "PATCH", designs + "/" + design.text("id") + "/status", "{\"new_status\":\"approved\"}", "");
            order = placed.text("id");
        }

        private Calls.Told post(String url, String body) throws InterruptedException {
            return calls.untilAnswered("POST", url, body, UUID.randomUUID().toString());
        }
    }

    private void note(Answer answer) throws IOException {
        notes.write(answer.line() + "\n");
        notes.flush();
    }

    @Override
    public void close() {
        try {
            notes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
