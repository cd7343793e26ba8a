package atelier.console.journey;

import atelier.console.journey.Done.Arrived;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Takes steps: calls a service, then waits for every event of it in Kafka and in ClickHouse. Ends at the first miss. */
final class Walk {

    private final Session session;
    private final Http http;
    private final KafkaEar ear;
    private final LogEye eye;
    private final Duration patience;
    private final Report report;
    private int steps;
    private int events;

    Walk(Session session, Http http, KafkaEar ear, LogEye eye, Duration patience, Report report) {
        this.session = session;
        this.http = http;
        this.ear = ear;
        this.eye = eye;
        this.patience = patience;
        this.report = report;
        report.begin();
    }

    /** @param body empty for none */
    Http.Answer step(
            String what, Service service, String method, String path, String body, int status, Expected... expected) {
        steps++;
        Http.Answer answer = http.send(service, method, path, body);
        if (answer.status() != status) {
            throw missed(
                    what, service, method + " " + path + " answers " + status, answer.status() + " " + answer.body());
        }
        String made = answer.text("id");
        List<Heard> heard = new ArrayList<>();
        List<Long> kafkaMillis = new ArrayList<>();
        for (Expected each : expected) {
            heard.add(heard(what, service, each.about(made), answer));
            kafkaMillis.add(millisSince(answer));
        }
        List<Arrived> arrived = new ArrayList<>();
        for (int i = 0; i < heard.size(); i++) {
            logged(what, heard.get(i), answer);
            arrived.add(new Arrived(heard.get(i), kafkaMillis.get(i), millisSince(answer)));
        }
        events += arrived.size();
        report.step(new Done(what, method + " " + path, body, answer, arrived));
        return answer;
    }

    /** Repeats a question until its answer holds, for what follows the events at a distance. */
    void until(String what, Service service, String path, String expected) {
        steps++;
        long deadline = System.nanoTime() + patience.toNanos();
        Http.Answer answer = http.send(service, "GET", path, "");
        while (answer.status() != 200 || !answer.body().matches("(?s).*" + expected + ".*")) {
            if (System.nanoTime() > deadline) {
                throw missed(
                        what,
                        service,
                        "GET " + path + " answers 200 and " + expected,
                        answer.status() + " " + answer.body());
            }
            answer = http.send(service, "GET", path, "");
        }
        report.step(new Done(what, "GET " + path, "", answer, List.of()));
    }

    void end() {
        report.end(steps, events);
    }

    private Heard heard(String what, Service service, Expected expected, Http.Answer answer) {
        return ear.await(expected, answer.sentNanos() + patience.toNanos()).orElseThrow(() -> {
            String seen = ear.unexpected(expected.key()).stream()
                    .map(event -> event.type() + " " + event.place())
                    .collect(Collectors.joining(", "));
            return missed(
                    what,
                    service,
                    expected.text() + " in topic " + expected.topic() + " within " + patience.toSeconds() + " s",
                    seen.isEmpty() ? "nothing else of that key since the step before" : seen);
        });
    }

    private void logged(String what, Heard event, Http.Answer answer) {
        if (!eye.await(event, answer.sentNanos() + patience.toNanos())) {
            session.note("expected: " + event.type() + " " + event.place() + " in " + eye.table() + " within "
                    + patience.toSeconds() + " s");
            session.note("seen:     the record is in Kafka, its row is not there");
            session.note(
                    "look at:  log-ingest: http://localhost:8002/health, .devstack/log-ingest/log-ingest.log or docker compose logs log-ingest;"
                            + " consumer group log-ingest; ./console clickhouse:test");
            throw new Failure("missed at step " + steps + ", " + what);
        }
    }

    private Failure missed(String what, Service service, String expected, String seen) {
        session.out().flush();
        session.note("expected: " + expected);
        session.note("seen:     " + seen);
        session.note("look at:  " + service.url() + "/health (" + Health.of(http, service) + "); " + service.log()
                + "; consumer group " + service.group());
        return new Failure("missed at step " + steps + ", " + what);
    }

    private static long millisSince(Http.Answer answer) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - answer.sentNanos());
    }
}
