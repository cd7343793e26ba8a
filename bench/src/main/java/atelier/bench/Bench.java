package atelier.bench;

import atelier.bench.Options.Part;
import atelier.bench.measure.Property;
import atelier.bench.measure.Report;
import atelier.bench.measure.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code make bench-orders}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Property.orExit(Options::fromProperties);
        long begin = System.nanoTime();
        Report report = new Report(System.out);
        report.machine();
        Path folder = Files.createTempDirectory("atelier-bench-");
        try (Stack stack = new Stack(folder)) {
            stack.startServers();
            run(options, stack, report);
        } finally {
            delete(folder);
        }
        report.line("\nmeasured in " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
    }

    private static void run(Options options, Stack stack, Report report) throws Exception {
        if (options.has(Part.STARTS)) {
            Starts.run(stack, options.starts(), report);
        }
        stack.designs.start(Map.of());
        stack.orders.start(Map.of());
        List<String> designs = Designs.approved(stack);
        stack.designs.close();
        stack.orders.close();

        Map<Integer, Double> raw = Map.of();
        if (options.has(Part.ALONE)) {
            stack.orders.start(Stack.NO_RELAY);
            raw = new Throughput(stack, options.run()).alone(designs, report);
            stack.orders.close();
        }
        if (options.has(Part.PIPELINE) || options.has(Part.LATENCY)) {
            // What waits there would be published first.
            stack.sql("truncate outbox");
            for (Service service : stack.services()) {
                service.start(Map.of());
            }
            new Pipeline(options, stack, designs, report).run(raw);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
