package atelier.ingest.reading;

import atelier.ingest.following.Followers;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ends the streams before the server is stopped, which would wait for them: they have no end of their own. */
@Singleton
final class StreamsEnd implements GracefulShutdownCapable {

    private final Followers followers;

    StreamsEnd(Followers followers) {
        this.followers = followers;
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        followers.endAll();
        return CompletableFuture.completedFuture(null);
    }
}
