package atelier.logs.follow;

import atelier.logs.clickhouse.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Offsets of a partition.
 *
 * @param above exclusive; -1 for all from the first
 * @param upTo inclusive
 */
record Stretch(Partition partition, long above, long upTo) {

    /** The rows of all of them. In the statement each topic stands once, and each offset is a constant that indexes understand. */
    static String sql(List<Stretch> stretches, Statement.Builder values) {
        Map<UUID, List<Stretch>> topics = stretches.stream()
                .collect(Collectors.groupingBy(stretch -> stretch.partition().topic()));
        int[] number = new int[1];
        return topics.entrySet().stream()
                .map(topic -> {
                    String id = values.text("t" + number[0]++, topic.getKey().toString());
                    String any = topic.getValue().stream()
                            .map(stretch -> stretch.sql(values, number[0]++))
                            .collect(Collectors.joining(" OR "));
                    return "(topic_id = toUUID(" + id + ") AND (" + any + "))";
                })
                .collect(Collectors.joining("\n    OR ", "(", ")"));
    }

    private String sql(Statement.Builder values, int number) {
        return "(kafka_partition = " + values.number("p" + number, partition.number())
                + (above < 0 ? "" : " AND kafka_offset > " + values.number("a" + number, above))
                + " AND kafka_offset <= " + values.number("u" + number, upTo) + ")";
    }
}
