package atelier.console;

import atelier.console.session.Output;
import atelier.console.session.Session;
import atelier.console.text.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Runs the usual commands against a ClickHouse that always answers the same row, so that the JDK records which classes a
 * run needs: {@code make build} puts them into the launcher's AOT cache. No run of the console uses it.
 */
final class Rehearsal {

    private static final int MOST_OF_A_REQUEST = 16 * 1024;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        play(new byte[0]);
        play(new byte[0], "logs:view", "--help");
        play(row(), "logs:view", "kafka_logs", "--limit=20", "--status=success", "--since=15m", "--grep=a");
        play(wholeRow(), "logs:view", "kafka_logs", "--full", "--until=2026-11-20T10:00");
        play(wholeRow(), "logs:view", "kafka_logs", "--format=json", "--topic=designs", "--type=t", "--key=k");
        play(wholeRow(), "logs:view", "kafka_logs", "--format=csv");
        play(count(), "logs:stats");
        play(step(), "logs:story", "design_1", "--limit=1");
    }

    private static void play(byte[] answer, String... arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answerOnce(server, answer));
            Map<String, String> environment =
                    Map.of("CLICKHOUSE_HOST", "localhost", "CLICKHOUSE_PORT", Integer.toString(server.getLocalPort()));
            Output out = new Output(OutputStream.nullOutputStream());
            Screen screen = Screen.of("120", Map.of("TERM", "xterm"));
            Session session = new Session(environment, out, out, screen, Clock.systemUTC(), ZoneId.systemDefault());
            if (new Console(session).run(arguments).number() != 0) {
                throw new IllegalStateException("failed: " + String.join(" ", arguments));
            }
        }
    }

    private static void answerOnce(ServerSocket server, byte[] answer) {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            // Head and body are sent one after the other; what matters is that the query has arrived.
            byte[] request = new byte[MOST_OF_A_REQUEST];
            int length = 0;
            while (!new String(request, 0, length, StandardCharsets.UTF_8).contains("FORMAT RowBinary")) {
                length += in.read(request, length, request.length - length);
            }
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write((Integer.toHexString(answer.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(answer);
            out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The run that waits for this answer fails and says so, or none was asked for.
            return;
        }
    }

    /** The brief columns of {@code kafka_logs}. */
    private static byte[] row() {
        RowBinary row = new RowBinary();
        row.present().int64(1_763_667_524_123L);
        for (String text :
                List.of("designs", "0/12", "design.created", "design_1", "success", "{\"title\":\"Мой дизайн\"}\n")) {
            row.present().text(text);
        }
        return row.bytes();
    }

    /** All its columns, with one header and one attribute. */
    private static byte[] wholeRow() {
        RowBinary row = new RowBinary();
        row.present().int64(1_763_667_524_123L);
        row.present().text("create").present().text("1763667524123").present().int64(1_763_667_524_456L);
        for (String text :
                List.of("designs", "id", "0", "12", "design.created", "1", "2", "success", "design_1", "{}", "2")) {
            row.present().text(text);
        }
        row.size(1).text("ce_type").present().text("design.created");
        row.size(1).text("name").text("value").present().text("");
        return row.bytes();
    }

    private static byte[] count() {
        RowBinary row = new RowBinary().text("designs");
        for (long number : new long[] {25, 1000, 1, 0, 1_763_667_480, 1_763_667_540, 25}) {
            row.int64(number);
        }
        return row.bytes();
    }

    private static byte[] step() {
        RowBinary row = new RowBinary();
        row.int64(1_763_667_524_123L).text("designs").int32(0).int64(12).text("design.created");
        row.present()
                .text("design_1")
                .text("success")
                .text("1")
                .text("2")
                .text("")
                .text("design_1")
                .int64(1);
        return row.text("/designs").present().text("{}").bytes();
    }

    /** Writes short values in ClickHouse's RowBinary format. */
    private static final class RowBinary {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        RowBinary int64(long value) {
            return raw(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
        }

        RowBinary int32(int value) {
            return raw(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
        }

        /** Up to 127. */
        RowBinary size(int size) {
            out.write(size);
            return this;
        }

        RowBinary text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return size(bytes.length).raw(bytes);
        }

        RowBinary present() {
            return size(0);
        }

        RowBinary raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
