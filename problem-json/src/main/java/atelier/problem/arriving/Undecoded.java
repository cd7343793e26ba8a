package atelier.problem.arriving;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;

/** Tells apart what the server answers with one and the same status: a head that is too long, and a body that is. */
public final class Undecoded {
    private Undecoded() {}

    /** 414 for the request line, 431 for the headers; empty when neither was too long. */
    public static Optional<HttpStatus> tooLong(HttpRequest<?> request) {
        Throwable failure = request instanceof NettyHttpRequest<?> netty
                ? netty.getNativeRequest().decoderResult().cause()
                : null;
        return switch (failure) {
            case TooLongHttpLineException line -> Optional.of(HttpStatus.REQUEST_URI_TOO_LONG);
            case TooLongHttpHeaderException headers -> Optional.of(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
            case null, default -> Optional.empty();
        };
    }
}
