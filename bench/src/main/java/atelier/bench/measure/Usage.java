package atelier.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What processes have used, from /proc. */
public final class Usage {
    /** USER_HZ, which is 100 on every Linux that runs a JVM. */
    private static final double TICKS = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;
    private static final int KIB = 1024;

    private Usage() {}

    /** Processor seconds of a process, of what it forked and of those of them that have ended. */
    public static double seconds(long pid) {
        ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(root), root.descendants())
                .mapToDouble(process -> ticks(process.pid(), USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM) / TICKS)
                .sum();
    }

    private static double ticks(long pid, int... which) {
        try {
            String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
            // Behind the name in brackets, which may hold spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return IntStream.of(which)
                    .mapToDouble(field -> Double.parseDouble(fields[field]))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Processor seconds of this process, without those that it started. */
    public static double ownSeconds() {
        return ticks(ProcessHandle.current().pid(), USER, SYSTEM) / TICKS;
    }

    /** Resident memory in MiB. */
    public static long residentMib(long pid) throws IOException {
        return mib(pid, "VmRSS:");
    }

    /** The most resident memory since the process began or {@link #forgetPeak} was called, in MiB. */
    public static long peakMib(long pid) throws IOException {
        return mib(pid, "VmHWM:");
    }

    public static void forgetPeak(long pid) throws IOException {
        Files.writeString(Path.of("/proc", "" + pid, "clear_refs"), "5");
    }

    private static long mib(long pid, String entry) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", "" + pid, "status"))) {
            return lines.filter(line -> line.startsWith(entry))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / KIB;
        }
    }
}
