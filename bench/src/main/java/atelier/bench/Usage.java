package atelier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes have used, from /proc. */
final class Usage {
    /** USER_HZ, which is 100 on every Linux that runs a JVM. */
    private static final double TICKS = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;
    private static final int KIB = 1024;

    private Usage() {}

    /** Processor seconds of a process, of what it forked and of those of them that have ended. */
    static double seconds(long pid) {
        ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(root), root.descendants())
                .mapToDouble(process -> ticks(process.pid()) / TICKS)
                .sum();
    }

    private static double ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
            // Behind the name in brackets, which may hold spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Stream.of(USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM)
                    .mapToDouble(field -> Double.parseDouble(fields[field]))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Resident memory in MiB. */
    static long residentMib(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", "" + pid, "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / KIB;
        }
    }
}
