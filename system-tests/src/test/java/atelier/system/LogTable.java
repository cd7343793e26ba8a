package atelier.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** {@code logs.kafka_logs}, asked over HTTP in text with every byte in hexadecimal. */
final class LogTable {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String ROWS = """
        SELECT topic, kafka_partition, kafka_offset, kafka_timestamp, if(key IS NULL, '-', hex(assumeNotNull(key))), hex(value),
               arrayStringConcat(arrayMap((n, v) -> concat(hex(n), '=', hex(assumeNotNull(v))), header_names, header_values), ',')
        FROM logs.kafka_logs FORMAT TSV\
        """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    LogTable(String url) {
        this.address = URI.create(url + "/");
    }

    /** Adds to the findings what the table and Kafka do not agree about. */
    void compare(List<ConsumerRecord<byte[], byte[]>> records, Findings findings) throws IOException {
        Map<String, ConsumerRecord<byte[], byte[]>> missing = new HashMap<>();
        records.forEach(record -> missing.put(place(record), record));
        Map<String, String> seen = new HashMap<>();
        try (BufferedReader rows = ask(ROWS)) {
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] fields = row.split("\t", 4);
                String place = fields[0] + "-" + fields[1] + "@" + fields[2];
                ConsumerRecord<byte[], byte[]> record = missing.remove(place);
                if (record != null) {
                    findings.expect(
                            fields[3].equals(content(record)), Findings.Kind.LOST, "altered in kafka_logs: " + place);
                    seen.put(place, "");
                } else {
                    String why = seen.containsKey(place) ? "twice in kafka_logs: " : "in kafka_logs and not in Kafka: ";
                    findings.add(Findings.Kind.DOUBLED, why + place);
                }
            }
        }
        missing.keySet().forEach(place -> findings.add(Findings.Kind.LOST, "not in kafka_logs: " + place));
    }

    /** Whether an event of that type about that aggregate is there. */
    boolean has(String type, String key) {
        try (BufferedReader count = ask("SELECT count() FROM logs.kafka_logs WHERE event_type = '" + type
                + "' AND key = '" + key + "' FORMAT TSV")) {
            return !"0".equals(count.readLine());
        } catch (IOException away) {
            return false;
        }
    }

    private BufferedReader ask(String sql) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString(sql))
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IOException(new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private static String content(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder headers = new StringBuilder();
        for (Header header : record.headers()) {
            headers.append(headers.isEmpty() ? "" : ",")
                    .append(hex(header.key().getBytes(StandardCharsets.UTF_8)))
                    .append('=')
                    .append(hex(header.value()));
        }
        String key = record.key() == null ? "-" : hex(record.key());
        return String.join("\t", Long.toString(record.timestamp()), key, hex(record.value()), headers);
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "" : HEX.formatHex(bytes);
    }
}
