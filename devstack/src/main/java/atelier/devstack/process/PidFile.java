package atelier.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who was started, kept for the next run: the pid with its start time, since a pid alone may meanwhile be somebody else's.
 */
public final class PidFile {
    /** The system tells start times relative to its boot, whose own time shifts when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path file;

    public PidFile(Path file) {
        this.file = file;
    }

    public void write(long pid) {
        Instant start = ProcessHandle.of(pid).flatMap(PidFile::startOf).orElse(Instant.EPOCH);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, pid + " " + start.toEpochMilli() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The recorded process if that very process still lives. */
    public Optional<ProcessHandle> living() {
        return read().flatMap(fields -> ProcessHandle.of(fields.getFirst())
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedAt(process, Instant.ofEpochMilli(fields.getLast()))));
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** Ends what an earlier run left behind, with all that it forked. Returns whether there was something. */
    public boolean endLeftover(Signal signal, Duration patience) {
        Optional<ProcessHandle> leftover = living();
        leftover.ifPresent(process -> {
            ProcessTree.resume(process);
            signal.send(List.of(process.pid()));
            if (!ProcessTree.awaitGone(process, patience)) {
                ProcessTree.kill(process);
            }
        });
        delete();
        return leftover.isPresent();
    }

    private Optional<List<Long>> read() {
        try {
            String[] fields = Files.readString(file).strip().split(" ", -1);
            return fields.length == 2
                    ? Optional.of(List.of(Long.valueOf(fields[0]), Long.valueOf(fields[1])))
                    : Optional.empty();
        } catch (IOException | NumberFormatException noneOrTorn) {
            return Optional.empty();
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant recorded) {
        return startOf(process)
                .map(start -> Duration.between(start, recorded).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
