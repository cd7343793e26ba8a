package atelier.devstack.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The body of a successful answer. Its beginning is held back, so that an error that comes early still gets its status;
 * after that the only way to tell of an error is to cut the connection.
 */
final class Answer implements ChunkReceiver {
    private static final int HELD_BYTES = 1 << 20;
    private static final int COPY_BYTES = 1 << 16;

    private final HttpExchange exchange;
    private final boolean waitEnd;
    private final Spool held;
    private final OutputStream encoder;
    private final byte[] copy = new byte[COPY_BYTES];
    private Statistics statistics = Statistics.NONE;
    private final long started = System.nanoTime();
    private boolean committed;

    /** @param held for what is held back; empty, and the caller's to close */
    Answer(HttpExchange exchange, HttpQuery query, Spool held) throws IOException {
        this.exchange = exchange;
        this.waitEnd = query.waitEnd();
        this.held = held;
        Optional<ContentCoding> coding = query.httpCompression()
                ? ContentCoding.among(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                : Optional.empty();
        OutputStream body = new Holding();
        if (coding.isPresent()) {
            exchange.getResponseHeaders().set("Content-Encoding", coding.get().header());
            body = coding.get().encoded(body);
        }
        this.encoder = query.compress() ? new BlockOutput(body) : body;
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), COPY_BYTES);
            bytes.get(copy, 0, count);
            encoder.write(copy, 0, count);
        }
    }

    /** Sends what is left. */
    void end(Statistics total) throws IOException {
        statistics = total;
        encoder.close();
        if (!committed) {
            commit(held.size() == 0 ? -1 : held.size());
        }
        exchange.getResponseBody().close();
    }

    /** Whether it is too late for an error status. */
    boolean committed() {
        return committed;
    }

    /** @param length as HttpExchange wants it: 0 is chunked, -1 is none */
    private void commit(long length) throws IOException {
        committed = true;
        exchange.getResponseHeaders().set("X-ClickHouse-Summary", statistics.summary(System.nanoTime() - started));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(HttpStatus.OK, head ? -1 : length);
        if (!head && length >= 0) {
            held.copyTo(exchange.getResponseBody());
        }
    }

    private final class Holding extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!committed && !waitEnd && held.size() + length > HELD_BYTES) {
                commit(0);
            }
            if (!committed) {
                held.write(bytes, offset, length);
            } else if (!exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseBody().write(bytes, offset, length);
            }
        }
    }
}
