package atelier.devstack.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts a request's statement and data, unpacked, into a {@link Spool}, the URL's part first, as ClickHouse does.
 *
 * <p>Returns only when every byte that the client announced has come.
 */
final class RequestBody {
    private RequestBody() {}

    /**
     * @throws CutBody if the client went away in between
     * @throws CorruptBody if it does not decompress
     */
    static void read(HttpExchange exchange, HttpQuery query, Spool into) throws IOException {
        if (!query.sql().isEmpty()) {
            into.write((query.sql() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Announced raw = new Announced(
                exchange.getRequestBody(), exchange.getRequestHeaders().getFirst("Content-Length"));
        try {
            if (raw.announced != 0) {
                unpacked(raw, exchange.getRequestHeaders().getFirst("Content-Encoding"), query)
                        .transferTo(into);
            }
            raw.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (CutBody | CorruptBody e) {
            throw e;
        } catch (IOException e) {
            // Decoders say "unexpected end" both for a lie in the data and for a broken connection: look at the latter.
            raw.transferTo(java.io.OutputStream.nullOutputStream());
            throw new CorruptBody("the body does not decompress: " + e.getMessage());
        }
    }

    private static InputStream unpacked(InputStream raw, @Nullable String contentEncoding, HttpQuery query)
            throws IOException {
        var coding = ContentCoding.of(contentEncoding);
        InputStream body = coding.isPresent() ? coding.get().decoded(raw) : raw;
        return query.decompress() ? new BlockInput(body) : body;
    }

    /** The bytes of the connection; its end before the announced length, and any fault in chunking, is a {@link CutBody}. */
    private static final class Announced extends FilterInputStream {
        private final long announced;
        private long count;

        Announced(InputStream in, @Nullable String contentLength) {
            super(in);
            this.announced = contentLength == null ? -1 : Long.parseLong(contentLength.strip());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(to, offset, length);
            } catch (IOException e) {
                throw new CutBody(e);
            }
            count += Math.max(read, 0);
            if (read < 0 && count < announced) {
                throw new CutBody("the body broke off after " + count + " of " + announced + " bytes");
            }
            return read;
        }
    }
}
