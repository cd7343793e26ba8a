package atelier.bench.measure;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The system properties {@code bench.…} as values. */
public final class Property {
    private static final int USAGE = 2;

    private Property() {}

    /** Names a property that cannot be used, its value and what is allowed. */
    public static final class Refused extends RuntimeException {
        public Refused(String name, String value, String allowed) {
            super(name + "=" + value + ": allowed is " + allowed);
        }
    }

    /** What was read; if a property is refused, says so and ends this JVM with 2. */
    public static <T> T orExit(Supplier<T> options) {
        try {
            return options.get();
        } catch (Refused e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
            throw e;
        }
    }

    /** Constants by their names in lower case, with commas between. */
    public static <E extends Enum<E>> Set<E> some(String property, Class<E> type, String otherwise) {
        String value = System.getProperty(property, otherwise);
        Map<String, E> known = new LinkedHashMap<>();
        for (E one : type.getEnumConstants()) {
            known.put(one.name().toLowerCase(Locale.ROOT).replace('_', '-'), one);
        }
        Set<E> some = EnumSet.noneOf(type);
        for (String name : value.split(",", -1)) {
            E one = known.get(name);
            if (one == null) {
                throw new Refused(property, value, "some of " + String.join(",", known.keySet()));
            }
            some.add(one);
        }
        return some;
    }

    public static long number(String name, long otherwise, long least, long most) {
        String value = System.getProperty(name, Long.toString(otherwise));
        if (Pattern.matches("\\d{1,18}", value)) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new Refused(name, value, "a whole number from " + least + " to " + most);
    }
}
