package atelier.console.journey;

import atelier.console.session.Failure;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service that is called.
 *
 * @param url without a slash at its end
 * @param group what it consumes as
 */
record Service(String name, String url, String group) {

    static Service designs(@Nullable String option, Map<String, String> environment) {
        return new Service(
                "designs-service",
                url("--designs-url", option, "DESIGNS_URL", environment, "http://localhost:8001"),
                "designs-service");
    }

    static Service orders(@Nullable String option, Map<String, String> environment) {
        return new Service(
                "orders-service",
                url("--orders-url", option, "ORDERS_URL", environment, "http://localhost:8000"),
                "main-service");
    }

    /** Where its log is when it was started by make run or by docker compose. */
    String log() {
        return ".devstack/" + name + "/" + name + ".log or docker compose logs " + name;
    }

    private static String url(
            String option, @Nullable String given, String variable, Map<String, String> environment, String otherwise) {
        String fromEnvironment = environment.getOrDefault(variable, "").strip();
        String url = Objects.requireNonNullElse(given, fromEnvironment.isEmpty() ? otherwise : fromEnvironment);
        if (!url.matches("https?://[A-Za-z0-9._:\\[\\]-]+/?")) {
            String name = given == null ? variable + "=" + url : option + ": \"" + url + "\"";
            throw Failure.usage(name + " is not allowed: http://host:port");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
