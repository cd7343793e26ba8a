package atelier.devstack.clickhouse;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the engine's shared library is: ATELIER_CHDB_LIBRARY, else the npm package above the working folder or the jar. */
final class ChdbLibrary {
    static final String VARIABLE = "ATELIER_CHDB_LIBRARY";

    private ChdbLibrary() {}

    /** @throws ChdbUnavailable if there is none; its message says what to do */
    static Path find() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            Path library = Path.of(named);
            if (Files.isRegularFile(library)) {
                return library;
            }
            throw new ChdbUnavailable(
                    VARIABLE + "=" + named + " is not a file: give the path of libchdb.so, or unset it");
        }
        String inPackage = "node_modules/@chdb/" + platformPackage() + "/libchdb.so";
        return Stream.concat(Stream.of(Path.of("").toAbsolutePath()), codeLocation().stream())
                .flatMap(start -> Stream.iterate(start, folder -> folder != null, Path::getParent))
                .flatMap(folder -> Stream.of(
                        folder.resolve(inPackage), folder.resolve("devstack").resolve(inPackage)))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new ChdbUnavailable("the ClickHouse engine (" + inPackage
                        + ") is not here: run `make engine`, or set " + VARIABLE));
    }

    private static Optional<Path> codeLocation() {
        try {
            var source = ChdbLibrary.class.getProtectionDomain().getCodeSource();
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String platformPackage() {
        String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        return mac ? "lib-darwin-" + cpu : "lib-linux-" + cpu + "-gnu";
    }
}
