package atelier.bench.ingest;

import atelier.bench.measure.Figures;
import atelier.bench.measure.Report;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks log-ingest over HTTP what people ask of a big log, one question after the other, and times the whole answers. */
final class Reading implements AutoCloseable {
    private static final int WARM_UP = 10;
    private static final int TIMES = 30;

    /** No question is asked again after this, however slow its answers are. */
    private static final long LONGEST_NANOS = 20_000_000_000L;

    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String logIngest;

    /** @param logIngest its address */
    Reading(String logIngest) {
        this.logIngest = logIngest;
    }

    /** @param topic one of several, not the last that came in */
    void measure(LogTable table, String topic, Report report) throws IOException, InterruptedException {
        String order =
                table.clickHouse().ask("SELECT key FROM " + table.name() + " WHERE topic = '" + topic + "' LIMIT 1");
        String user = table.clickHouse()
                .ask("SELECT JSONExtractString(value, 'user_id') FROM " + table.name() + " WHERE topic = '" + topic
                        + "' LIMIT 1");
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("view, the newest 20", "kafka_logs?limit=20");
        questions.put("view, 20 of a status that all have", "kafka_logs?limit=20&status=success");
        questions.put("view, 20 of a status that none has", "kafka_logs?limit=20&status=failed");
        questions.put("view, 20 of a type", "kafka_logs?limit=20&type=order.created");
        questions.put("view, 20 of one topic of several", "kafka_logs?limit=20&topic=" + topic);
        questions.put("view, one key", "kafka_logs?limit=20&key=" + order);
        questions.put("stats by type", "stats?by=type&since=30d");
        questions.put("stats by minute", "stats?by=minute&since=30d");
        questions.put("story of an order", "story/" + order);
        questions.put("story of a user", "story/" + user);
        report.heading("ms to answer over HTTP with " + table.rows() + " rows", "p50", "most");
        for (var question : questions.entrySet()) {
            double[] millis = times(URI.create(logIngest + "/api/logs/" + question.getValue()));
            report.row(question.getKey(), Figures.quantile(millis, 0.5), Figures.quantile(millis, 1));
        }
    }

    private double[] times(URI uri) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        long first = System.nanoTime();
        for (int i = -WARM_UP; i < TIMES && (millis.isEmpty() || System.nanoTime() - first < LONGEST_NANOS); i++) {
            long begin = System.nanoTime();
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException(uri + " answers " + answer.statusCode() + ": " + answer.body());
            }
            if (i >= 0 || System.nanoTime() - first >= LONGEST_NANOS) {
                millis.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
