package atelier.logs.filter;

import atelier.logs.clickhouse.Statement;
import java.util.ArrayList;
import java.util.List;

/** One field has one of these values, or none of them. */
record Condition(Field field, boolean negated, List<String> values) {

    /** @param number makes the names of the parameters unique */
    String sql(Statement.Builder statement, int number) {
        List<String> places = new ArrayList<>();
        for (String value : values) {
            String name = field.word() + number + "_" + places.size();
            places.add(
                    field.kind() == Field.Kind.NUMBERS
                            ? statement.number(name, Long.parseLong(value))
                            : statement.text(name, value));
        }
        String any = field.kind() == Field.Kind.PART_OF_TEXT ? contains(places) : among(places);
        // A key may be NULL, and NULL is not any of the values.
        return negated ? "NOT ifNull(" + any + ", false)" : any;
    }

    private String among(List<String> places) {
        return places.size() == 1
                ? field.column() + " = " + places.getFirst()
                : field.column() + " IN (" + String.join(", ", places) + ")";
    }

    private String contains(List<String> places) {
        List<String> parts = places.stream()
                .map(place -> "positionCaseInsensitiveUTF8(" + field.column() + ", " + place + ") > 0")
                .toList();
        return parts.size() == 1 ? parts.getFirst() : "(" + String.join(" OR ", parts) + ")";
    }
}
