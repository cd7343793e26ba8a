package atelier.devstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A process and all that it forked. */
final class ProcessTree {
    private static final Duration GONE = Duration.ofSeconds(15);
    private static final long POLL_NANOS = 2_000_000;
    /** In a container whose first process collects no orphans, an ended process stays listed for ever. */
    private static final long UNCOLLECTED_NANOS = 1_000_000_000;

    private ProcessTree() {}

    static List<ProcessHandle> of(ProcessHandle root) {
        List<ProcessHandle> tree = new ArrayList<>(List.of(root));
        root.descendants().forEach(tree::add);
        return tree;
    }

    /** The root first: once it is stopped it can fork no process that the listing would miss. */
    static List<Long> suspend(ProcessHandle root) {
        Signal.STOP.send(List.of(root.pid()));
        List<Long> pids = pids(of(root));
        Signal.STOP.send(pids);
        return pids;
    }

    static void resume(ProcessHandle root) {
        Signal.CONT.send(pids(of(root)).reversed());
    }

    static void kill(ProcessHandle root) {
        Signal.STOP.send(List.of(root.pid()));
        List<ProcessHandle> tree = of(root);
        Signal.KILL.send(pids(tree));
        tree.forEach(process -> awaitGone(process, GONE));
    }

    /** Waits also for processes that are not our children, which have no exit code to wait on. */
    static boolean awaitGone(ProcessHandle process, Duration patience) {
        long begin = System.nanoTime();
        while (process.isAlive()) {
            long waited = System.nanoTime() - begin;
            if (waited > UNCOLLECTED_NANOS && isZombie(process.pid())) {
                return true;
            }
            if (waited > patience.toNanos() || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException noProcFolder) {
            return false;
        }
    }

    private static List<Long> pids(List<ProcessHandle> tree) {
        return tree.stream().map(ProcessHandle::pid).toList();
    }
}
