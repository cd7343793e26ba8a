package atelier.problem.starting;

import io.micronaut.context.exceptions.ConfigurationException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a service could not start, for people. */
final class StartFailure {
    private static final int MAX_CAUSES = 30;

    private StartFailure() {}

    /** One line: what to look at first, in the words of the innermost cause that is known. */
    static String reason(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return find(causes, UnresolvedAddressException.class)
                .map(unknown ->
                        "SERVER_HOST is no address of this machine; allowed: a name or address, such as 127.0.0.1")
                .or(() -> find(causes, BindException.class)
                        .map(taken ->
                                "its port is taken or not its own (SERVER_HOST, SERVER_PORT): " + taken.getMessage()))
                .or(() -> find(causes, SQLException.class)
                        .map(away -> "the database does not answer as it should (DATABASE_URL, DATABASE_USERNAME): "
                                + away.getMessage()))
                .or(() -> find(causes, ConfigurationException.class).map(Throwable::getMessage))
                .or(() -> Optional.ofNullable(causes.getLast().getMessage()))
                .map(StartFailure::oneLine)
                .orElse(causes.getLast().getClass().getName());
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable cause = failure;
                cause != null && causes.size() < MAX_CAUSES;
                cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static <T extends Throwable> Optional<T> find(List<Throwable> causes, Class<T> kind) {
        return causes.reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** Without what a URL may carry behind its path: it may be a password. */
    private static String oneLine(String message) {
        String text = message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(message);
        return text.replaceAll("(jdbc:[^\\s?]+)\\?\\S*", "$1?…");
    }
}
