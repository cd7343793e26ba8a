package atelier.bench.ingest;

import atelier.bench.measure.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of a drained table, in the order in which they came, as bodies of INSERTs that lie ready in the file cache: what the server alone can do, one INSERT after the other. */
final class PreparedInserts implements Way {
    private final ClickHouse clickHouse;
    private final LogTable template;
    private final List<Path> bodies = new ArrayList<>();

    private String into = "";

    PreparedInserts(ClickHouse clickHouse, LogTable from, LogTable template, Options options, Path folder)
            throws IOException, InterruptedException {
        this.clickHouse = clickHouse;
        this.template = template;
        Files.createDirectories(folder);
        long step = Math.max(1, options.insertRows() / options.partitions());
        for (long offset = 0; offset * options.partitions() < options.events(); offset += step) {
            Path body = folder.resolve("insert-" + bodies.size());
            clickHouse.save(
                    "SELECT * REPLACE (now64(3) + INTERVAL 1 DAY AS insert_by) FROM " + from.name()
                            + " WHERE kafka_offset >= " + offset + " AND kafka_offset < " + (offset + step)
                            + " ORDER BY kafka_offset, kafka_partition FORMAT Native",
                    body);
            bodies.add(body);
        }
    }

    @Override
    public String name() {
        return "inserts prepared beforehand";
    }

    @Override
    public LogTable ready(String database, Backlog backlog) throws Exception {
        LogTable table = new LogTable(clickHouse, database);
        table.createLike(template);
        into = table.name();
        return table;
    }

    @Override
    public void go() throws IOException, InterruptedException {
        for (Path body : bodies) {
            clickHouse.insert("INSERT INTO " + into + " FORMAT Native", body);
        }
    }

    @Override
    public double clientSeconds() {
        return Usage.ownSeconds();
    }

    @Override
    public void close() {
        // Bodies are used again.
    }
}
