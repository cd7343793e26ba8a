package atelier.ingest.reading;

import atelier.logs.filter.BadFilter;
import atelier.logs.filter.Field;
import atelier.logs.filter.Filter;
import atelier.problem.reading.Parameters;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The filters of a query string, named as in the console. */
final class Asked {

    private static final int LONGEST = 1_000;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_TIME = 40;

    private Asked() {}

    /** Faults are noted; the parameters must be {@code done()} before the filter is used. */
    static Filter filter(Parameters parameters, InstantSource clock, Field... fields) {
        Filter.Builder filter = new Filter.Builder(clock.instant(), ZoneOffset.UTC);
        for (Field field : fields) {
            List<String> values = parameters.texts(field.word(), LONGEST, MOST_VALUES);
            noting(parameters, () -> filter.with(field, values));
        }
        List<String> not = fields.length == 0 ? List.of() : parameters.texts("not", LONGEST, MOST_VALUES);
        String since = parameters.text("since", LONGEST_TIME);
        String until = parameters.text("until", LONGEST_TIME);
        noting(parameters, () -> filter.not(not));
        noting(parameters, () -> filter.since(since));
        noting(parameters, () -> filter.until(until));
        return filter.build();
    }

    static Field[] all() {
        return Arrays.copyOf(Field.values(), Field.values().length);
    }

    private static void noting(Parameters parameters, Supplier<Filter.Builder> step) {
        try {
            Filter.Builder ignored = step.get();
        } catch (BadFilter e) {
            parameters.refuse(e.filter(), e.line());
        }
    }
}
