package atelier.devstack;

import atelier.devstack.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A temporary folder that is removed at exit, or by a later run if this one is killed. */
record TestFolder(Path path) {
    private static final String PREFIX = "atelier-test-";
    private static final String OWNER = "owner.pid";

    static TestFolder create(String server) {
        removeAbandoned();
        try {
            TestFolder folder = new TestFolder(Files.createTempDirectory(PREFIX + server + "-"));
            // At once: to another test run that looks meanwhile, half a file would say that nobody lives.
            Path written = folder.path.resolve(OWNER + ".new");
            new PidFile(written).write(ProcessHandle.current().pid());
            Files.move(written, folder.path.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temporary folder", e);
        }
    }

    void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException inUseOrAnothers) {
            System.err.println("left behind: " + path);
        }
    }

    private static void removeAbandoned() {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
                    .filter(folder -> Files.exists(folder.resolve(OWNER)))
                    .filter(folder ->
                            new PidFile(folder.resolve(OWNER)).living().isEmpty())
                    .forEach(folder -> new TestFolder(folder).delete());
        } catch (IOException | UncheckedIOException unreadable) {
            System.err.println("cannot look for what killed test runs left: " + unreadable.getMessage());
        }
    }
}
