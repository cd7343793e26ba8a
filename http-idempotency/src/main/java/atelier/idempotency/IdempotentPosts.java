package atelier.idempotency;

import atelier.delivery.outbox.Transactions;
import atelier.delivery.outbox.Tx;
import atelier.problem.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;

/** Answers a request in one transaction, and a repetition of it with the same answer. Thread-safe. */
@Singleton
public final class IdempotentPosts {
    private static final int SUCCESS = 200;
    private static final int REDIRECT = 300;

    private final Transactions transactions;
    private final Answers answers;
    private final JsonMapper json;

    IdempotentPosts(Transactions transactions, Answers answers, JsonMapper json) {
        this.transactions = transactions;
        this.answers = answers;
        this.json = json;
    }

    /** What a request asks for, up to its answer. Any exception rolls it back; an answer that refuses commits what was done until then. */
    @FunctionalInterface
    public interface Work {
        HttpResponse<?> run(Tx tx) throws SQLException;
    }

    /**
     * Does the work, or what {@code Idempotency-Key} says instead: gives the stored answer again, refuses the key for another body (422), or
     * while the first request with it is still being answered (409). Answers of 200 to 299 are stored; after any other the key is free again.
     *
     * @param body as it came over the wire
     */
    public HttpResponse<?> answer(HttpRequest<?> request, byte[] body, Work work) {
        Optional<String> key = IdempotencyKey.of(request);
        if (key.isEmpty()) {
            return transactions.inTransaction(work::run);
        }
        byte[] requestHash = Fingerprint.of(request.getMethodName(), request.getPath(), key.get());
        byte[] bodyHash = Fingerprint.of(body);
        return transactions.inTransaction(tx -> once(tx, requestHash, bodyHash, work));
    }

    private HttpResponse<?> once(Tx tx, byte[] request, byte[] body, Work work) throws SQLException {
        if (!answers.lock(tx.connection(), request)) {
            return inFlight();
        }
        return switch (answers.find(tx.connection(), request, body)) {
            case Answers.Found.Same same -> same.answer().replayed();
            case Answers.Found.OtherBody other -> reused();
            case Answers.Found.Nothing nothing -> stored(tx, request, body, work.run(tx));
        };
    }

    private HttpResponse<?> stored(Tx tx, byte[] request, byte[] body, HttpResponse<?> answer) throws SQLException {
        if (answer.code() < SUCCESS || answer.code() >= REDIRECT) {
            return answer;
        }
        byte[] bytes = bytes(answer);
        StoredAnswer kept = StoredAnswer.of(answer, bytes);
        answers.store(tx.connection(), request, body, kept);
        // The bytes themselves are sent, so that the first answer and the repeated ones cannot differ.
        return bytes.length == 0
                ? answer
                : answer.toMutableResponse().contentType(kept.contentType()).body(bytes);
    }

    private byte[] bytes(HttpResponse<?> answer) {
        Object body = answer.body();
        try {
            return body == null ? new byte[0] : json.writeValueAsBytes(body);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static HttpResponse<?> inFlight() {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "request-in-flight",
                        "A request with this Idempotency-Key is being answered; try again.")
                .response()
                .header(HttpHeaders.RETRY_AFTER, "1");
    }

    private static HttpResponse<?> reused() {
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "idempotency-key-reused",
                        "This Idempotency-Key was used for a request with another body; a new request needs a new key.")
                .response();
    }
}
