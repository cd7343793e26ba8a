package atelier.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Posts orders over one kept-alive connection. As little client as possible, because it shares the machine with what it measures. */
final class HttpClient implements OrderClient {
    private static final String ID = "{\"id\":\"";
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final List<String> designs;
    private final byte[] answer = new byte[MOST_BYTES];

    HttpClient(int port, List<String> designs) throws IOException {
        this.designs = designs;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(MOST_MILLIS);
        this.in = socket.getInputStream();
    }

    @Override
    public String place() throws IOException {
        String body = "{\"user_id\":\"user_" + ThreadLocalRandom.current().nextInt(10_000)
                + "\",\"items\":[{\"design_id\":\""
                + designs.get(ThreadLocalRandom.current().nextInt(designs.size()))
                + "\",\"quantity\":2,\"unit_price\":1999},{\"sku\":\"mug-white\",\"quantity\":1,\"unit_price\":1200}],\"currency\":\"USD\"}";
        String request =
                "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String text = read();
        if (!text.startsWith("HTTP/1.1 201 ") || text.contains("\"on_hold\":true")) {
            throw new IOException("not placed: " + text);
        }
        int id = text.indexOf(ID) + ID.length();
        return text.substring(id, text.indexOf('"', id));
    }

    /** Head and body of one answer. */
    private String read() throws IOException {
        int got = 0;
        int wanted = -1;
        while (wanted < 0 || got < wanted) {
            int more = in.read(answer, got, answer.length - got);
            if (more < 0) {
                throw new IOException("connection closed");
            }
            got += more;
            if (wanted < 0) {
                wanted = wanted(new String(answer, 0, got, StandardCharsets.ISO_8859_1));
            }
        }
        return new String(answer, 0, got, StandardCharsets.UTF_8);
    }

    private static int wanted(String soFar) {
        int head = soFar.indexOf("\r\n\r\n");
        if (head < 0) {
            return -1;
        }
        int length = soFar.toLowerCase(Locale.ROOT).indexOf(LENGTH) + LENGTH.length();
        return head + 4 + Integer.parseInt(soFar.substring(length, soFar.indexOf("\r\n", length)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
