package atelier.logs.filter;

import atelier.logs.clickhouse.Statement;
import atelier.logs.time.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are wanted. All conditions must hold; within one, any of its values will do.
 *
 * @param since included
 * @param until excluded
 */
public record Filter(
        List<Condition> conditions,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** Event times are cut to 1970 and to before this; ClickHouse would wrap what is far outside. */
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    /** Of one filter; a list that is longer is no question that a person asks. */
    private static final int MOST_VALUES = 100;

    /** In characters; keys and texts to look for are shorter. */
    private static final int LONGEST_VALUE = 1_000;

    /** @throws BadFilter if it asks for a field that is not among the columns */
    public Filter onlyBy(Collection<String> columns, String where) {
        for (Condition condition : conditions) {
            if (!columns.contains(condition.field().column())) {
                throw new BadFilter(
                        condition.field().word(),
                        "cannot be used: there is no column "
                                + condition.field().column() + " in " + where);
            }
        }
        return this;
    }

    /** The conditions but for the time, each to be joined by AND. The values go into the statement. */
    public List<String> sql(Statement.Builder statement) {
        List<String> parts = new ArrayList<>();
        for (Condition condition : conditions) {
            parts.add(condition.sql(statement, parts.size()));
        }
        return parts;
    }

    /** As above, with the time in that column. */
    public List<String> sql(Statement.Builder statement, String timeColumn) {
        List<String> parts = sql(statement);
        if (since != null) {
            parts.add(timeColumn + " >= " + statement.time("since", since));
        }
        if (until != null) {
            parts.add(timeColumn + " < " + statement.time("until", until));
        }
        return parts;
    }

    public boolean hasTime() {
        return since != null || until != null;
    }

    /** Takes what was typed, one filter after the other. */
    public static final class Builder {

        private final Instant now;
        private final ZoneId zone;
        private final List<Condition> conditions = new ArrayList<>();
        private @Nullable Instant since;
        private @Nullable Instant until;

        /** @param zone of times that name none */
        public Builder(Instant now, ZoneId zone) {
            this.now = now;
            this.zone = zone;
        }

        /** Several values, or one with commas, mean any of them; none at all means that nothing is asked. */
        public Builder with(Field field, Collection<String> given) {
            return add(field.word(), field, false, given);
        }

        /** {@code topic=orders,designs}: none of them. */
        public Builder not(Collection<String> given) {
            for (String text : given) {
                int equals = text.indexOf('=');
                Field field = equals < 0 ? null : Field.named(text.substring(0, equals));
                if (field == null) {
                    throw new BadFilter(
                            "not",
                            refusal(text, "a filter and its value, as in topic=orders; filters are " + Field.words()));
                }
                add("not", field, true, List.of(text.substring(equals + 1)));
            }
            return this;
        }

        public Builder since(@Nullable String text) {
            since = moment("since", text);
            return this;
        }

        public Builder until(@Nullable String text) {
            until = moment("until", text);
            return this;
        }

        public Filter build() {
            return new Filter(List.copyOf(conditions), since, until);
        }

        private Builder add(String name, Field field, boolean negated, Collection<String> given) {
            boolean lists = field.kind() == Field.Kind.WORDS || field.kind() == Field.Kind.NUMBERS;
            List<String> values = given.stream()
                    .flatMap(text -> lists ? Arrays.stream(text.split(",", -1)) : Arrays.stream(new String[] {text}))
                    .toList();
            if (values.size() > MOST_VALUES) {
                throw new BadFilter(name, "has " + values.size() + " values; at most " + MOST_VALUES + " are allowed");
            }
            for (String value : values) {
                check(name, field, value);
            }
            if (!values.isEmpty()) {
                conditions.add(new Condition(field, negated, values));
            }
            return this;
        }

        private static void check(String name, Field field, String value) {
            if (value.length() > LONGEST_VALUE) {
                throw new BadFilter(name, "is too long; at most " + LONGEST_VALUE + " characters are allowed");
            }
            if (field.kind() == Field.Kind.PART_OF_TEXT && value.isEmpty()) {
                throw new BadFilter(name, "is empty; a text to look for is expected");
            }
            if (field.kind() == Field.Kind.NUMBERS && !value.matches("[0-9]{1,18}")) {
                throw new BadFilter(name, refusal(value, "a whole number"));
            }
            if (field == Field.STATUS && !Field.STATUSES.contains(value)) {
                throw new BadFilter(name, refusal(value, String.join(", ", Field.STATUSES)));
            }
        }

        private @Nullable Instant moment(String name, @Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                Instant moment = Moment.parse(text, now, zone);
                return moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment.isAfter(END) ? END : moment;
            } catch (IllegalArgumentException e) {
                throw new BadFilter(name, refusal(text, String.valueOf(e.getMessage())));
            }
        }

        private static String refusal(String value, String allowed) {
            String shown = value.length() <= 60 ? value : value.substring(0, 60) + "…";
            return "\"" + shown + "\" is not allowed: " + allowed;
        }
    }
}
