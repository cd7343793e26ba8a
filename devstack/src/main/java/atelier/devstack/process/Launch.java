package atelier.devstack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to start a process and how to end it.
 *
 * @param environment added to ours
 * @param log gets all output, appended
 * @param patience how long a graceful end may take before it is forced
 */
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path log,
        Signal stopSignal,
        Duration patience) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
