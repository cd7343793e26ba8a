package atelier.idempotency;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of an answer: enough to give it again byte for byte. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredAnswer(
        int status,
        @Nullable String location,
        @Nullable String etag,
        @Nullable String contentType,
        byte[] body) {

    static StoredAnswer of(HttpResponse<?> answer, byte[] body) {
        String json = body.length == 0 ? null : MediaType.APPLICATION_JSON;
        return new StoredAnswer(
                answer.code(),
                answer.header(HttpHeaders.LOCATION),
                answer.header(HttpHeaders.ETAG),
                answer.getContentType().map(MediaType::toString).orElse(json),
                body);
    }

    HttpResponse<?> replayed() {
        MutableHttpResponse<byte[]> answer = HttpResponse.status(HttpStatus.valueOf(status));
        Optional.ofNullable(location).ifPresent(value -> answer.header(HttpHeaders.LOCATION, value));
        Optional.ofNullable(etag).ifPresent(value -> answer.header(HttpHeaders.ETAG, value));
        answer.header("Idempotent-Replayed", "true");
        return contentType == null ? answer : answer.contentType(contentType).body(body);
    }
}
