package atelier.devstack.postgres;

import atelier.devstack.ServerFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The server's programs, unpacked once per user and version into a cache folder that all runs share. */
final class PostgresBinaries {
    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    static PostgresBinaries unpacked(PlainUser user) {
        Path cache = user.sharedCache().orElseGet(PostgresBinaries::ownCache).resolve("atelier");
        String archive = archive();
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new ServerFailed(
                        "postgres: no " + archive + " on the class path: this machine needs the binaries of"
                                + " io.zonky.test.postgres for its platform (devstack/pom.xml, postgres.platform)");
            }
            // The size tells versions apart: the archive carries no version, and a stale cache must not be used.
            String stamp = archive.replace(".txz", "") + "-" + packed.available();
            return new PostgresBinaries(unpackOnce(packed, cache.resolve(stamp)));
        } catch (IOException e) {
            throw new ServerFailed(
                    "postgres: cannot unpack its binaries into " + cache + " (" + e.getMessage()
                            + "); set XDG_CACHE_HOME to a folder that can be written",
                    e);
        }
    }

    private static Path unpackOnce(InputStream packed, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path lock = home.resolveSibling(home.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            Path complete = home.resolve(".complete");
            if (!Files.exists(complete)) {
                unpack(packed, home);
                Files.createFile(complete);
            }
            return home;
        }
    }

    private static void unpack(InputStream packed, Path home) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = home.resolve(entry.getName()).normalize();
                if (!file.startsWith(home)) {
                    throw new IOException("the archive names a file outside of its folder: " + entry.getName());
                }
                write(tar, entry, file);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, file);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String archive() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "postgres-" + (mac ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static Path ownCache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    }
}
