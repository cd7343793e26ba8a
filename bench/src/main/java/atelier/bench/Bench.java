package atelier.bench;

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
        long begin = System.nanoTime();
        Report report = new Report(System.out);
        report.machine();
        Path folder = Files.createTempDirectory("atelier-bench-");
        try (Stack stack = new Stack(folder)) {
            stack.startServers();
            run(stack, report);
        } finally {
            delete(folder);
        }
        report.line("\nmeasured in " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
    }

    private static void run(Stack stack, Report report) throws Exception {
        Starts.run(stack, report);

        stack.designs.start(Map.of());
        stack.orders.start(Map.of());
        List<String> designs = Designs.approved(stack);
        stack.designs.close();
        stack.orders.close();

        stack.orders.start(Stack.NO_RELAY);
        Throughput.Rates rates = Throughput.alone(stack, designs, report);
        Throughput.latency(stack, designs, rates.most(), report);
        stack.orders.close();

        // What waits there would be published first.
        stack.sql("truncate outbox");
        for (Service service : stack.services()) {
            service.start(Map.of());
        }
        new Pipeline(stack, designs, report).run(rates.raw());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
