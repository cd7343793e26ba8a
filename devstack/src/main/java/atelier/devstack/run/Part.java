package atelier.devstack.run;

import java.util.List;
import java.util.Map;

/**
 * One process to run.
 *
 * @param portVariable environment variable that chose the port, or may
 * @param needs names of the parts that must be ready before
 * @param databases to create in it; PostgreSQL only
 * @param jar relative to the root; services only, as all that follows
 * @param jvm arguments of its JVM
 * @param ready path that answers 200 when it is ready
 * @param environment added to ours
 */
record Part(
        String name,
        Kind kind,
        int port,
        String portVariable,
        List<String> needs,
        List<String> databases,
        String jar,
        List<String> jvm,
        String ready,
        Map<String, String> environment) {
    Part {
        needs = List.copyOf(needs);
        databases = List.copyOf(databases);
        jvm = List.copyOf(jvm);
        environment = Map.copyOf(environment);
    }

    String address() {
        return "127.0.0.1:" + port;
    }
}
