package atelier.console.journey;

import atelier.console.session.ServiceUrl;
import java.util.Map;
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
                option == null ? ServiceUrl.designs(environment) : ServiceUrl.given("--designs-url", option),
                "designs-service");
    }

    static Service orders(@Nullable String option, Map<String, String> environment) {
        return new Service(
                "orders-service",
                option == null ? ServiceUrl.orders(environment) : ServiceUrl.given("--orders-url", option),
                "main-service");
    }

    /** Where its log is when it was started by make run or by docker compose. */
    String log() {
        return ".devstack/" + name + "/" + name + ".log or docker compose logs " + name;
    }
}
