package atelier.devstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A small disk of its own for a folder, which can be filled to the last byte. Only root of a machine that allows mounts can have one. */
public final class Tmpfs implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;

    private final Path folder;

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    /** Nothing when this machine does not let us. Made over a folder, whose content it hides until it is closed. */
    public static Optional<Tmpfs> mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        return run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())
                ? Optional.of(new Tmpfs(folder))
                : Optional.empty();
    }

    /** Takes all that is free, also what others gave back since it was last called. */
    public void fill() {
        byte[] block = new byte[BLOCK];
        for (int size = BLOCK; size > 0; size /= 16) {
            fillWith(block, size);
        }
    }

    private void fillWith(byte[] block, int size) {
        try (OutputStream filler =
                Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                filler.write(block, 0, size);
            }
        } catch (IOException full) {
            // No space left on device: smaller pieces may still find a place.
            return;
        }
    }

    /** Gives back what was taken. */
    public void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() {
        if (!run("umount", folder.toString())) {
            run("umount", "-l", folder.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
