package atelier.devstack.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads parts.conf: {@code [name]} begins a part, {@code key = value} describes it, {@code | text} is shown when all is ready
 * and {@code |? text} only if a port that it names is not the file's, {@code #} begins a comment. In values, {@code ${name.port}} is the port of a part named above or of the part itself.
 */
final class PartsFile {
    private static final Pattern HEADER = Pattern.compile("\\[([a-z][a-z0-9-]{0,40})]");
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)\\s*=\\s*(.*)");
    private static final Pattern PORT_OF = Pattern.compile("\\$\\{([a-z0-9-]+)\\.port}");

    private final Map<String, String> environment;
    private final LinkedHashMap<String, Map<String, String>> sections = new LinkedHashMap<>();
    private final List<String> next = new ArrayList<>();

    private PartsFile(Map<String, String> environment) {
        this.environment = environment;
    }

    static Stack read(Path file, Map<String, String> environment) {
        PartsFile parts = new PartsFile(environment);
        try {
            List<String> lines = Files.readAllLines(file);
            for (int number = 0; number < lines.size(); number++) {
                parts.take(lines.get(number).strip(), file.getFileName() + " line " + (number + 1));
            }
        } catch (IOException e) {
            throw new BadParts("cannot read " + file + ": no such file, or not text");
        }
        return parts.stack();
    }

    private void take(String line, String where) {
        Matcher header = HEADER.matcher(line);
        Matcher entry = ENTRY.matcher(line);
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        } else if (line.startsWith("|")) {
            next.add(line.substring(1).stripTrailing());
        } else if (header.matches()) {
            if (sections.put(header.group(1), new LinkedHashMap<>()) != null) {
                throw new BadParts(where + ": " + line + " is there twice");
            }
        } else if (entry.matches() && !sections.isEmpty()) {
            sections.lastEntry().getValue().put(entry.group(1), entry.group(2));
        } else {
            throw new BadParts(where + ": \"" + line + "\" is none of [name], key = value, | text, # comment");
        }
    }

    private Stack stack() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        Set<String> moved = new HashSet<>();
        List<Part> parts = new ArrayList<>();
        sections.forEach((name, entries) -> {
            PartEntries values = new PartEntries(name, entries, environment);
            ports.put(name, values.port());
            if (values.isMoved()) {
                moved.add(name);
            }
            entries.replaceAll((key, value) -> withPorts(value, ports));
            parts.add(values.part());
        });
        return new Stack(
                parts,
                next.stream()
                        .filter(line -> !line.startsWith("?") || names(line, moved))
                        .map(line -> withPorts(line.startsWith("?") ? line.substring(1) : line, ports))
                        .toList());
    }

    private static boolean names(String line, Set<String> parts) {
        return PORT_OF.matcher(line).results().anyMatch(match -> parts.contains(match.group(1)));
    }

    private static String withPorts(String text, Map<String, Integer> ports) {
        return PORT_OF.matcher(text).replaceAll(match -> {
            Integer port = ports.get(match.group(1));
            if (port == null) {
                throw new BadParts("\"" + text + "\": no part " + match.group(1) + " is named above it");
            }
            return port.toString();
        });
    }
}
