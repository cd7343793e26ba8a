package atelier.orders.placing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stands between a service and PostgreSQL and counts how often the service's pool waits for an answer: once for each Sync and each simple query. */
final class RoundTrips implements AutoCloseable {
    /** Only the pool asks for it when it connects; the relay's connection does not count. */
    private static final String POOL = "lock_timeout";

    private final ServerSocket door;
    private final int serverPort;
    private final List<String> trips = Collections.synchronizedList(new ArrayList<>());

    RoundTrips(int serverPort) {
        this.serverPort = serverPort;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** What was sent in each so far. */
    List<String> all() {
        synchronized (trips) {
            return List.copyOf(trips);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Thread.ofVirtual().start(() -> pass(client, server, true));
                Thread.ofVirtual().start(() -> pass(server, client, false));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, boolean counted) {
        try (from;
                to) {
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            var out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream()));
            if (counted) {
                count(in, out);
            } else {
                byte[] some = new byte[8192];
                for (int read = in.read(some); read >= 0; read = in.read(some)) {
                    out.write(some, 0, read);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            // Either side may go away at any time.
        }
    }

    /** Frontend messages of protocol 3.0: the first one has no type. */
    private void count(DataInputStream in, DataOutputStream out) throws IOException {
        boolean pool = new String(message(in, out), StandardCharsets.UTF_8).contains(POOL);
        Map<String, String> statements = new HashMap<>();
        List<String> sent = new ArrayList<>();
        while (true) {
            byte type = in.readByte();
            out.writeByte(type);
            // Parse: statement, text; Bind: portal, statement; Query: text.
            String[] texts = new String(message(in, out), StandardCharsets.UTF_8).split("\\x00", 3);
            switch (type) {
                case 'P' -> statements.put(texts[0], texts[1]);
                case 'B' -> sent.add(statements.getOrDefault(texts[1], "?"));
                case 'Q' -> sent.add(texts[0]);
                default -> {}
            }
            // The driver sends BEGIN along with the first statement and does not wait for its answer.
            boolean waits = type == 'S' || (type == 'Q' && !texts[0].startsWith("BEGIN"));
            if (waits) {
                if (pool) {
                    trips.add(String.join("; ", sent).replaceAll("\\s+", " "));
                }
                sent.clear();
            }
        }
    }

    private static byte[] message(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        byte[] body = in.readNBytes(length - Integer.BYTES);
        out.writeInt(length);
        out.write(body);
        if (in.available() == 0) {
            out.flush();
        }
        return body;
    }
}
