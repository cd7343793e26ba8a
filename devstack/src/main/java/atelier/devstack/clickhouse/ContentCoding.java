package atelier.devstack.clickhouse;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.jspecify.annotations.Nullable;

/** HTTP's own compression, in the order in which ClickHouse's clients like it. */
enum ContentCoding {
    LZ4,
    ZSTD,
    GZIP,
    DEFLATE;

    /** The coding of a body; empty if it is plain. */
    static Optional<ContentCoding> of(@Nullable String contentEncoding) throws CorruptBody {
        if (contentEncoding == null || contentEncoding.isBlank() || contentEncoding.equalsIgnoreCase("identity")) {
            return Optional.empty();
        }
        Optional<ContentCoding> named = among(contentEncoding);
        if (named.isEmpty()) {
            throw new CorruptBody("Content-Encoding " + contentEncoding + " is not one of lz4, zstd, gzip, deflate");
        }
        return named;
    }

    /** The first of these that a header like {@code Accept-Encoding: gzip, lz4;q=1} names. */
    static Optional<ContentCoding> among(@Nullable String header) {
        String names = header == null ? "" : header.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(coding -> Arrays.stream(names.split("[,;\\s]+")).anyMatch(name -> name.equals(coding.header())))
                .findFirst();
    }

    String header() {
        return name().toLowerCase(Locale.ROOT);
    }

    InputStream decoded(InputStream in) throws IOException {
        return switch (this) {
            case LZ4 -> new LZ4FrameInputStream(in);
            case ZSTD -> new ZstdInputStream(in);
            case GZIP -> new GZIPInputStream(in, 1 << 16);
            case DEFLATE -> new InflaterInputStream(in);
        };
    }

    OutputStream encoded(OutputStream out) throws IOException {
        return switch (this) {
            case LZ4 -> new LZ4FrameOutputStream(out, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB);
            case ZSTD -> new ZstdOutputStream(out);
            case GZIP -> new GZIPOutputStream(out, 1 << 16);
            case DEFLATE -> new DeflaterOutputStream(out);
        };
    }
}
