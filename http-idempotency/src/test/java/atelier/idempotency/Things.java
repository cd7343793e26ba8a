package atelier.idempotency;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;

/** A resource that counts how often it was made; the body says how the making goes. */
@Controller("/things")
@ExecuteOn(TaskExecutors.VIRTUAL)
class Things {
    private final IdempotentPosts posts;

    /** Opened by the test that sends "wait". */
    final CountDownLatch go = new CountDownLatch(1);

    final CountDownLatch waiting = new CountDownLatch(1);

    /** Thrown once after the work, before the commit. */
    final AtomicReference<RuntimeException> crash = new AtomicReference<>();

    Things(IdempotentPosts posts) {
        this.posts = posts;
    }

    @Serdeable
    record Thing(long number, String said) {}

    @Post
    HttpResponse<?> make(HttpRequest<?> request, @Body byte[] body) {
        String said = new String(body, StandardCharsets.UTF_8);
        return posts.answer(request, body, tx -> {
            long number;
            try (PreparedStatement insert =
                    tx.connection().prepareStatement("insert into things (said) values (?) returning id")) {
                insert.setString(1, said);
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    number = row.getLong(1);
                }
            }
            RuntimeException broken = crash.getAndSet(null);
            if (broken != null) {
                throw broken;
            }
            if (said.contains("wait")) {
                pause();
            }
            if (said.contains("refuse")) {
                return HttpResponse.status(HttpStatus.CONFLICT).body(new Thing(number, "refused"));
            }
            if (said.contains("ids")) {
                return HttpResponse.ok(new TreeMap<>(MDC.getCopyOfContextMap()));
            }
            if (said.contains("silent")) {
                return HttpResponse.noContent();
            }
            return HttpResponse.created(new Thing(number, said), URI.create("/things/" + number))
                    .header("ETag", "\"" + number + "\"");
        });
    }

    @Post("/others")
    HttpResponse<?> makeAnother(HttpRequest<?> request, @Body byte[] body) {
        return make(request, body);
    }

    private void pause() throws SQLException {
        waiting.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }
}
