package atelier.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** A file in which a JVM keeps its loaded classes for the next start, which then takes half the processor time. */
public final class ClassArchive {
    private ClassArchive() {}

    /**
     * The JVM writes the file when it ends, if there is none. One that is older than the jars is removed: the JVM would neither use nor
     * replace it.
     *
     * @param file of one process at a time
     * @param jar what the JVM runs; its libraries are in lib beside it
     */
    public static List<String> jvmArguments(Path file, Path jar) {
        try {
            if (Files.exists(file) && newest(jar).compareTo(Files.getLastModifiedTime(file)) > 0) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file + " and " + jar, e);
        }
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + file,
                // It would tell on standard output that a file is absent.
                "-Xlog:cds*=off,aot*=off");
    }

    private static FileTime newest(Path jar) throws IOException {
        FileTime newest = Files.getLastModifiedTime(jar);
        Path libraries = jar.resolveSibling("lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> files = Files.list(libraries)) {
                for (Path library : files.toList()) {
                    FileTime time = Files.getLastModifiedTime(library);
                    newest = time.compareTo(newest) > 0 ? time : newest;
                }
            }
        }
        return newest;
    }
}
