package atelier.ingest.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * One numbered step of the schema, from a resource {@code db/clickhouse/V<number>__<name>.sql}.
 *
 * @param script statements that end in a semicolon at the end of a line
 */
record Migration(int version, String name, String script) {

    /** All steps. Listed by hand: a class path cannot be listed, and the order is worth reading. */
    static List<Migration> all() {
        return List.of(
                read(1, "kafka_logs"),
                read(2, "ingest_gaps"),
                read(3, "ids"),
                read(4, "ingest_operations"),
                read(5, "application_logs"),
                read(6, "audit_logs"),
                read(7, "analytics_events"),
                read(8, "sms_logs"),
                read(9, "email_logs"),
                read(10, "ingest_dead_letters"),
                read(11, "typed_filling"),
                read(12, "dead_letter_requests"));
    }

    private static Migration read(int version, String name) {
        String path = String.format(Locale.ROOT, "/db/clickhouse/V%04d__%s.sql", version, name);
        try (InputStream in = Migration.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + path);
            }
            return new Migration(version, name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> statements() {
        return Arrays.stream(script.split(";\\s*(\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Tells a step that was changed after it had been applied somewhere. */
    long checksum() {
        CRC32 crc = new CRC32();
        crc.update(script.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
