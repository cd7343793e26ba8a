package atelier.logs.story;

import atelier.logs.octets.Json;
import atelier.logs.time.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in causal order.
 *
 * @param cut there was more than this
 */
public record Story(List<Line> lines, boolean cut) {

    /**
     * A step in its place.
     *
     * @param depth how many of the steps before led to it, one through the other
     * @param after the time since the line before; null on the first. Negative when clocks disagree with causes
     */
    public record Line(Step step, int depth, @Nullable Duration after) {}

    static Story of(List<Step> steps, boolean cut) {
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> depths = new HashMap<>();
        Step before = null;
        for (Step step : CausalOrder.of(steps)) {
            Integer cause = step.cause().isEmpty() ? null : depths.get(step.cause());
            int depth = cause == null ? 0 : cause + 1;
            if (!step.event().isEmpty()) {
                depths.putIfAbsent(step.event(), depth);
            }
            lines.add(new Line(step, depth, before == null ? null : Duration.between(before.time(), step.time())));
            before = step;
        }
        return new Story(List.copyOf(lines), cut);
    }

    public static void write(Line line, Json json) {
        Step step = line.step();
        json.open('{').name("event_time").text(Stamp.utc(step.time()));
        json.name("after_ms");
        if (line.after() == null) {
            json.text(null);
        } else {
            json.number(line.after().toMillis());
        }
        json.name("depth").number(line.depth());
        json.name("topic").text(step.topic());
        json.name("kafka_partition").number(step.partition());
        json.name("kafka_offset").number(step.offset());
        json.field("event_type", step.type()).field("key", step.key());
        json.name("status").text(step.status());
        json.name("event_id").text(step.event());
        json.name("causation_id").text(step.cause());
        json.name("correlation_id").text(step.correlation());
        json.name("subject").text(step.subject());
        json.name("sequence").number(step.sequence());
        json.field("source", step.source()).field("value", step.value());
        json.close('}');
    }
}
