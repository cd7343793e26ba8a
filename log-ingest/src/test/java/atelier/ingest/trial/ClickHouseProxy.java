package atelier.ingest.trial;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Between ingest and ClickHouse: passes everything on, and lets a test step in at each stage of a statement's way. */
public final class ClickHouseProxy implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private static final Pattern QUERY = Pattern.compile("[?&]query=([^& ]*)");

    /** Enough of a statement to know it by. */
    private static final int BEGINNING = 200;

    private static final long LATE_NANOS = 1_000_000_000L;

    /** Called on the connection's thread, which waits for it. */
    public interface Hooks {

        /** Whether the other hooks are called for this statement: the lane's INSERTs, unless a test wants others. */
        default boolean concerns(String statement) {
            return statement.startsWith("INSERT INTO kafka_logs");
        }

        /**
         * A statement has come, all of it, and nothing of it is passed on yet.
         *
         * @return false to cut it off here
         */
        default boolean arrived() {
            return true;
        }

        /** @return true to cut the client off now, and pass the statement on a second later */
        default boolean cutOffAndPassOnLate() {
            return false;
        }

        /**
         * Half of its body is passed on.
         *
         * @return false to cut it off here
         */
        default boolean halfSent() {
            return true;
        }

        /** A request has come that the other hooks are not called for. */
        default void asked(String statement) {}

        /**
         * @param answer its beginning
         * @return false to cut the connection instead of passing the answer on
         */
        default boolean answered(String answer) {
            return true;
        }
    }

    private final ServerSocket listening;
    private final int target;
    private final AtomicInteger inserted = new AtomicInteger();
    private volatile Hooks hooks = new Hooks() {};
    private volatile boolean away;

    public ClickHouseProxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** For statements that come from now on; what is on its way stays with the hooks that it came to. */
    public void hooks(Hooks next) {
        hooks = next;
    }

    /** How many INSERTs ClickHouse has answered with success. */
    public int inserted() {
        return inserted.get();
    }

    /** Cuts every connection off, and takes no request until it is back. */
    public void away(boolean now) {
        away = now;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            AtomicReference<@Nullable Hooks> awaiting = new AtomicReference<>();
            Thread answers = Thread.ofPlatform().daemon().start(() -> passAnswers(server, client, awaiting));
            passRequests(client, server, awaiting);
            answers.join();
        } catch (IOException e) {
            // One side is gone: so is the other, with the end of this block.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passRequests(Socket client, Socket server, AtomicReference<@Nullable Hooks> awaiting)
            throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = server.getOutputStream();
        for (byte[] head = head(in); head.length > 0; head = head(in)) {
            String text = new String(head, StandardCharsets.ISO_8859_1);
            Matcher length = LENGTH.matcher(text);
            int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
            byte[] content = in.readNBytes(body);
            if (away) {
                client.close();
                return;
            }
            Hooks now = hooks;
            boolean concerned = now.concerns(statement(text, content));
            if (!concerned) {
                now.asked(new String(content, StandardCharsets.UTF_8));
            }
            if (concerned && now.cutOffAndPassOnLate()) {
                client.close();
                LockSupport.parkNanos(LATE_NANOS);
                out.write(head);
                out.write(content);
                out.flush();
                return;
            }
            if (concerned && !now.arrived()) {
                server.close();
                return;
            }
            out.write(head);
            out.write(content, 0, body / 2);
            out.flush();
            if (concerned && !now.halfSent()) {
                server.close();
                return;
            }
            awaiting.set(concerned ? now : null);
            out.write(content, body / 2, body - body / 2);
            out.flush();
        }
        server.shutdownOutput();
    }

    /** In the URL with its data in the body, or in the body. */
    private static String statement(String head, byte[] content) {
        Matcher query = QUERY.matcher(head.lines().findFirst().orElse(""));
        return query.find()
                ? URLDecoder.decode(query.group(1), StandardCharsets.UTF_8)
                : new String(content, 0, Math.min(content.length, BEGINNING), StandardCharsets.UTF_8);
    }

    private void passAnswers(Socket server, Socket client, AtomicReference<@Nullable Hooks> awaiting) {
        try (client;
                server) {
            byte[] buffer = new byte[1 << 16];
            for (int read = server.getInputStream().read(buffer);
                    read > 0;
                    read = server.getInputStream().read(buffer)) {
                String beginning = new String(buffer, 0, Math.min(read, 1_000), StandardCharsets.ISO_8859_1);
                Hooks asking = awaiting.getAndSet(null);
                if (asking != null) {
                    if (beginning.startsWith("HTTP/1.1 200 ")) {
                        inserted.incrementAndGet();
                    }
                    if (!asking.answered(beginning)) {
                        return;
                    }
                }
                client.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side is gone: so is the other.
        }
    }

    /** Up to and with the empty line; empty at the end of the stream. */
    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return new byte[0];
            }
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
