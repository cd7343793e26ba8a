package atelier.devstack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a file that may be large. */
public final class LogTail {
    private static final int MAX_BYTES = 16 << 10;

    private LogTail() {}

    public static String of(Path log, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - MAX_BYTES));
            byte[] bytes = new byte[(int) Math.min(MAX_BYTES, file.length())];
            int read = Math.max(0, file.read(bytes));
            List<String> all =
                    new String(bytes, 0, read, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log at " + log + ")";
        }
    }
}
