package atelier.ingest.outbox;

import atelier.ingest.proof.Observer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one service's outbox, page by page, with {@code GET /api/outbox}. For one thread. */
final class ServiceOutbox {

    private static final int ROWS = 5_000;
    private static final int MOST_BYTES = 32 << 20; // of a page; a row has less than two kilobytes
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    private static final int OK = 200;
    private static final int BUSY = 503;

    private final HttpClient http;
    private final String url;
    private final Duration patience;
    private final BooleanSupplier stopping;

    /**
     * @param url without a slash at its end
     * @param patience how long a service may be busy or in the middle of a restart
     */
    ServiceOutbox(HttpClient http, String url, Duration patience, BooleanSupplier stopping) {
        this.http = http;
        this.url = url;
        this.patience = patience;
        this.stopping = stopping;
    }

    /**
     * Hands on every row in the order of their times.
     *
     * @param since none before; null for all
     * @return the last page, which knows best from when on rows are kept
     * @throws ServiceSilent if it cannot be read to its end
     */
    OutboxPage each(@Nullable Instant since, Consumer<OutboxRow> told) {
        String after = since == null ? "0-0" : ChronoUnit.MICROS.between(Instant.EPOCH, since) + "-0";
        while (true) {
            OutboxPage page = page(after);
            page.rows().forEach(told);
            String next = page.next();
            if (next == null) {
                return page;
            }
            if (next.equals(after)) {
                throw new ServiceSilent(url + " tells the same page again");
            }
            after = next;
        }
    }

    private OutboxPage page(String after) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/outbox?limit=" + ROWS + "&after=" + after))
                .timeout(TIMEOUT)
                .build();
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                HttpResponse<byte[]> answer = send(request);
                if (answer.statusCode() == OK) {
                    return read(answer.body());
                }
                if (answer.statusCode() != BUSY || System.nanoTime() - end > 0) {
                    throw new ServiceSilent(url + "/api/outbox answered " + answer.statusCode());
                }
            } catch (ConnectException e) {
                throw new ServiceSilent("nothing answers at " + url);
            } catch (IOException e) {
                if (System.nanoTime() - end > 0) {
                    throw new ServiceSilent(url + "/api/outbox was not answered: " + e.getMessage());
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private OutboxPage read(byte[] body) {
        try {
            return OutboxPage.read(body);
        } catch (IOException e) {
            throw new ServiceSilent(url + "/api/outbox did not answer with an outbox: " + e.getMessage());
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            while (!answer.isDone()) { // the request has a time limit of its own
                if (stopping.getAsBoolean()) {
                    throw new Observer.Stopped();
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Observer.Stopped();
        } finally {
            answer.cancel(true);
        }
    }
}
