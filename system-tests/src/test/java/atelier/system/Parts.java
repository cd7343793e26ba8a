package atelier.system;

import atelier.devstack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The checkout's parts.conf for a run elsewhere: the jars of this build, and free ports.
 *
 * @param ofServices added to the environment of each service
 */
record Parts(Path checkout, Map<String, String> ofServices) {

    /**
     * Answers the port of each part, in the order of the file.
     *
     * @param environment takes the variables that choose the ports
     */
    Map<String, Integer> writeTo(Path folder, BiConsumer<String, String> environment) throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        String port = "";
        for (String line : Files.readAllLines(checkout.resolve("parts.conf"))) {
            if (line.startsWith("[")) {
                String name = line.substring(1, line.indexOf(']'));
                int free = freePort(ports);
                ports.put(name, free);
                port = Integer.toString(free);
                environment.accept(Ports.variable(name), port);
            } else if (line.startsWith("port-variable")) {
                environment.accept(value(line), port);
            }
            lines.add(line.startsWith("jar") ? "jar = " + checkout.resolve(value(line)) : line);
            if (line.startsWith("jar")) {
                ofServices.forEach((variable, value) -> lines.add("env." + variable + " = " + value));
            }
        }
        Files.write(folder.resolve("parts.conf"), lines);
        return ports;
    }

    private static int freePort(Map<String, Integer> ports) {
        int port = Ports.free();
        return ports.containsValue(port) ? freePort(ports) : port;
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1).strip();
    }
}
