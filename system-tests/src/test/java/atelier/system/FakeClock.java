package atelier.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A wall clock that jumps, for programs started with its environment: src/test/native/clock.c between them and libc. Time that is only measured goes on as ever. */
final class FakeClock {
    private static final Path SOURCE =
            Path.of("src", "test", "native", "clock.c").toAbsolutePath();
    private static final Duration NEAR = Duration.ofMinutes(5);

    private final Path library;
    private final Path offset;

    private FakeClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
        set(Duration.ZERO);
    }

    /**
     * Nothing where there is no C compiler, or where what it makes does not work.
     *
     * @param name of the clock's files in that folder
     */
    static Optional<FakeClock> in(Path folder, String name) throws IOException {
        Path library = folder.resolve(name + ".so");
        String made = output(new ProcessBuilder(
                "cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), SOURCE.toString(), "-ldl"));
        if (!made.isEmpty()) {
            System.out.println(made);
            return Optional.empty();
        }
        FakeClock clock = new FakeClock(library, folder.resolve(name + ".offset"));
        return clock.works() ? Optional.of(clock) : Optional.empty();
    }

    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_OFFSET_FILE", offset.toString());
    }

    /** Seen by the programs at once. */
    void set(Duration ahead) {
        // Written in place, because the programs have mapped this file.
        try (FileChannel file = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .putLong(ahead.toNanos())
                            .flip(),
                    0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean works() throws IOException {
        Duration past = Duration.ofDays(-100);
        set(past);
        ProcessBuilder date = new ProcessBuilder("date", "+%s");
        date.environment().putAll(environment());
        String told = output(date).strip();
        set(Duration.ZERO);
        return told.matches("\\d+")
                && Duration.between(
                                        Instant.ofEpochSecond(Long.parseLong(told)),
                                        Instant.now().plus(past))
                                .abs()
                                .compareTo(NEAR)
                        < 0;
    }

    /** What a program says; when there is none of that name, that. */
    private static String output(ProcessBuilder program) throws IOException {
        try {
            Process process = program.redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException noSuchProgram) {
            return String.valueOf(noSuchProgram.getMessage());
        }
    }
}
