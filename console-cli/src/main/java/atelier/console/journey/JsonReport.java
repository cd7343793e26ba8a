package atelier.console.journey;

import atelier.console.session.Output;
import atelier.logs.octets.Json;

/** An object on each line: one for each event, and one for a step without. */
record JsonReport(Output out) implements Report {

    @Override
    public void begin() {}

    @Override
    public void step(Done done) {
        if (done.events().isEmpty()) {
            out.line(call(done).close('}').toString());
        }
        for (Done.Arrived arrived : done.events()) {
            Heard event = arrived.event();
            Json json =
                    call(done).name("event_type").text(event.type()).name("key").text(event.key());
            json.name("topic").text(event.topic()).name("kafka_partition").number(event.partition());
            json.name("kafka_offset").number(event.offset()).name("kafka_ms").number(arrived.kafkaMillis());
            out.line(json.name("clickhouse_ms")
                    .number(arrived.logMillis())
                    .close('}')
                    .toString());
        }
        out.flush();
    }

    private static Json call(Done done) {
        return new Json()
                .open('{')
                .name("step")
                .text(done.what())
                .name("call")
                .text(done.call())
                .name("http_status")
                .number(done.answer().status())
                .name("http_ms")
                .number(done.answer().took().toMillis());
    }

    @Override
    public void end(int steps, int events) {}
}
