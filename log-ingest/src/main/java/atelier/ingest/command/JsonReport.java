package atelier.ingest.command;

import atelier.ingest.proof.Finding;
import atelier.ingest.proof.OutboxTally;
import atelier.ingest.proof.Tally;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One JSON object on a line for each partition and finding, as they come, and one at the end. */
public final class JsonReport extends Report {

    private static final JsonFactory JSON = new JsonFactory();

    private final OutputStream out;

    public JsonReport(OutputStream out) {
        this.out = out;
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    void write(Finding finding) {
        line("finding", json -> {
            json.writeStringField("finding", finding.kind().name().toLowerCase(Locale.ROOT));
            if (!finding.topic().isEmpty()) {
                json.writeStringField("topic", finding.topic());
            }
            if (finding.partition() >= 0) {
                json.writeNumberField("partition", finding.partition());
            }
            if (finding.from() >= 0) {
                json.writeNumberField("from_offset", finding.from());
                json.writeNumberField("to_offset", finding.to());
            }
            json.writeNumberField("records", finding.records());
            String since = moment(finding.since());
            if (!since.isEmpty()) {
                json.writeStringField("since", since.replace(' ', 'T'));
            }
            json.writeStringField("what", finding.what());
            json.writeStringField("advice", finding.advice());
        });
    }

    @Override
    void write(Tally tally) {
        line("partition", json -> {
            json.writeStringField("topic", tally.topic());
            json.writeNumberField("partition", tally.partition());
            json.writeNumberField("from_offset", tally.from());
            json.writeNumberField("end_offset", tally.end());
            json.writeNumberField("records", tally.records());
            json.writeNumberField("rows", tally.rows());
            json.writeNumberField("missing", tally.missing());
            json.writeNumberField("behind", tally.behind());
            json.writeNumberField("doubled", tally.doubled());
            json.writeNumberField("altered", tally.altered());
            json.writeNumberField("not_in_kafka", tally.extra());
            json.writeNumberField("compacted", tally.compacted());
            json.writeNumberField("dropped_by_age", tally.expired());
        });
    }

    @Override
    void write(OutboxTally tally) {
        line("outbox", json -> {
            json.writeStringField("service", tally.url());
            json.writeStringField("source", tally.source());
            json.writeStringField(
                    "kept_from",
                    tally.keptFrom() == null ? null : tally.keptFrom().toString());
            json.writeNumberField("events", tally.events());
            json.writeNumberField("published", tally.published());
            json.writeNumberField("in_kafka", tally.inKafka());
            json.writeNumberField("not_in_kafka", tally.lost());
            json.writeNumberField("doubled_in_kafka", tally.doubled());
            json.writeNumberField("not_in_outbox", tally.unknown());
            json.writeNumberField("not_judged", tally.notJudged());
        });
    }

    @Override
    public void progress(String where, long done, long all) {
        line("progress", json -> {
            json.writeStringField("at", where);
            json.writeNumberField("offsets_done", done);
            json.writeNumberField("offsets", all);
        });
    }

    @Override
    public void end() {
        line("verdict", json -> {
            json.writeBooleanField("complete", findings() == 0);
            json.writeNumberField("findings", findings());
            json.writeNumberField("partitions", partitions());
            json.writeNumberField("records", records());
        });
    }

    /** Instead of the end: the comparison cannot be made, or not to its end. */
    public void unanswered(String why) {
        line("unanswered", json -> json.writeStringField("what", why));
    }

    private void line(String kind, Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            out.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the reader has left", e);
        }
    }
}
