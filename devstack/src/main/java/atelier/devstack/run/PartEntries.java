package atelier.devstack.run;

import atelier.devstack.Ports;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The entries of one part, read with their defaults and checked. */
record PartEntries(String name, Map<String, String> entries, Map<String, String> environment) {
    private static final String ENVIRONMENT = "env.";
    private static final Set<String> KEYS =
            Set.of("kind", "port", "port-variable", "needs", "databases", "jar", "jvm", "ready");
    private static final int MAX_PORT = 65_535;

    Part part() {
        Map<String, String> variables = new HashMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(ENVIRONMENT)) {
                variables.put(key.substring(ENVIRONMENT.length()), value);
            } else if (!KEYS.contains(key)) {
                throw new BadParts("[" + name + "] " + key + ": not one of "
                        + KEYS.stream().sorted().toList() + " or env.NAME");
            }
        });
        Kind kind = kind();
        return new Part(
                name,
                kind,
                port(),
                portVariable(),
                words("needs"),
                words("databases"),
                kind == Kind.SERVICE ? required("jar") : "",
                words("jvm"),
                kind == Kind.SERVICE ? required("ready") : "",
                variables);
    }

    /** The variable wins over the file. */
    int port() {
        String fromEnvironment = environment.getOrDefault(portVariable(), "");
        String text = fromEnvironment.isBlank() ? required("port") : fromEnvironment.strip();
        String source = fromEnvironment.isBlank() ? "[" + name + "] port" : portVariable();
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new BadParts(source + "=" + text + ": must be a port from 1 to " + MAX_PORT);
    }

    /** Whether the variable says another port than the file. */
    boolean isMoved() {
        return !Integer.toString(port()).equals(entries.getOrDefault("port", "").strip());
    }

    private String portVariable() {
        return entries.getOrDefault("port-variable", Ports.variable(name));
    }

    private Kind kind() {
        String kind = required("kind");
        return Arrays.stream(Kind.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .orElseThrow(() -> new BadParts("[" + name + "] kind = " + kind + ": must be one of "
                        + Arrays.toString(Kind.values()).toLowerCase(Locale.ROOT)));
    }

    private String required(String key) {
        String value = entries.getOrDefault(key, "");
        if (value.isBlank()) {
            throw new BadParts("[" + name + "] has no " + key);
        }
        return value;
    }

    private List<String> words(String key) {
        String value = entries.getOrDefault(key, "");
        return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
    }
}
