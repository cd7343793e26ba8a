package atelier.ingest.row;

import java.nio.charset.StandardCharsets;

/**
 * JSON as it usually is, read straight from its bytes. What is odd or wrong is left to a parser that can say why, so
 * this one knows only two answers: it is one JSON value, or not sure. Of names and values that matter only those without
 * escapes are taken; the others are not sure either.
 */
final class JsonScan {

    /** What is deeper is not sure. */
    private static final int DEEPEST = 64;

    private final byte[] json;
    private final JsonGlance.Seen seen;
    private int at;

    /** Of the string that was read last. */
    private boolean escaped;

    private JsonScan(byte[] json, JsonGlance.Seen seen) {
        this.json = json;
        this.seen = seen;
    }

    /** @param seen is told what stands in it; worthless when the answer is false */
    static boolean isOneValue(byte[] json, JsonGlance.Seen seen) {
        JsonScan scan = new JsonScan(json, seen);
        return scan.value(0, -1, -1) && scan.next() == -1;
    }

    /** The next byte that is no white space, not taken; -1 = end. */
    private int next() {
        while (at < json.length) {
            int next = json[at];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next & 0xFF;
            }
            at++;
        }
        return -1;
    }

    /**
     * @param depth how many objects and arrays it is in
     * @param name from where its name stands, -1 = it has none
     */
    private boolean value(int depth, int name, int nameEnd) {
        return switch (next()) {
            case '{' -> depth < DEEPEST && object(depth + 1);
            case '[' -> depth < DEEPEST && array(depth + 1);
            case '"' -> {
                int start = at + 1;
                yield string() && took(depth, name, nameEnd, start, at - 1, true);
            }
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                int start = at;
                yield number(depth, name, nameEnd, start);
            }
        };
    }

    private boolean object(int depth) {
        at++;
        if (next() == '}') {
            at++;
            return true;
        }
        while (next() == '"') {
            int name = at + 1;
            if (!string() || escaped) {
                return false;
            }
            int nameEnd = at - 1;
            if (next() != ':') {
                return false;
            }
            at++;
            if (!value(depth, name, nameEnd)) {
                return false;
            }
            int after = next();
            at++;
            if (after != ',') {
                return after == '}';
            }
        }
        return false;
    }

    private boolean array(int depth) {
        at++;
        if (next() == ']') {
            at++;
            return true;
        }
        while (value(depth, -1, -1)) {
            int after = next();
            at++;
            if (after != ',') {
                return after == ']';
            }
        }
        return false;
    }

    private boolean took(int depth, int name, int nameEnd, int start, int end, boolean text) {
        if (name < 0) {
            return true;
        }
        boolean id = nameEnd - name >= 2
                && json[nameEnd - 1] == 'd'
                && (json[nameEnd - 2] == 'i' || json[nameEnd - 2] == 'I');
        String known = text && depth == 1 ? known(name, nameEnd) : "";
        if (!id && known.isEmpty()) {
            return true;
        }
        String value = new String(json, start, end - start, StandardCharsets.UTF_8);
        if (id) {
            seen.id(value);
        }
        seen.name(known, value);
        return !escaped;
    }

    private String known(int name, int nameEnd) {
        for (String known : JsonGlance.Seen.NAMES) {
            int i = 0;
            while (i < known.length() && name + i < nameEnd && json[name + i] == known.charAt(i)) {
                i++;
            }
            if (i == known.length() && name + i == nameEnd) {
                return known;
            }
        }
        return "";
    }

    private boolean literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at == json.length || json[at++] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** What follows it is looked at by who comes next: a digit too many there is no comma. */
    private boolean number(int depth, int name, int nameEnd, int start) {
        escaped = false;
        if (at < json.length && json[at] == '-') {
            at++;
        }
        int first = at;
        if (!digits() || (json[first] == '0' && at > first + 1)) {
            return false;
        }
        boolean whole = true;
        if (at < json.length && json[at] == '.') {
            whole = false;
            at++;
            if (!digits()) {
                return false;
            }
        }
        if (at < json.length && (json[at] == 'e' || json[at] == 'E')) {
            whole = false;
            at++;
            if (at < json.length && (json[at] == '+' || json[at] == '-')) {
                at++;
            }
            if (!digits()) {
                return false;
            }
        }
        return !whole || took(depth, name, nameEnd, start, at, false);
    }

    private boolean digits() {
        int first = at;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at > first;
    }

    /** From its first quote to behind its last. */
    private boolean string() {
        escaped = false;
        at++;
        while (at < json.length) {
            int next = json[at++];
            if (next == '"') {
                return true;
            }
            if (next < 0) {
                if (!restOfCharacter(next & 0xFF)) {
                    return false;
                }
            } else if (next == '\\') {
                escaped = true;
                if (!restOfEscape()) {
                    return false;
                }
            } else if (next < ' ') {
                return false;
            }
        }
        return false;
    }

    private boolean restOfEscape() {
        if (at == json.length) {
            return false;
        }
        return switch (json[at++]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
            case 'u' -> {
                int end = at + 4;
                while (at < end && at < json.length && Character.digit(json[at], 16) >= 0) {
                    at++;
                }
                yield at == end;
            }
            default -> false;
        };
    }

    /** UTF-8 to the letter of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
    private boolean restOfCharacter(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return follows(0x80, 0xBF);
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return follows(lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) && follows(0x80, 0xBF);
        }
        return lead >= 0xF0
                && lead <= 0xF4
                && follows(lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF)
                && follows(0x80, 0xBF)
                && follows(0x80, 0xBF);
    }

    private boolean follows(int least, int most) {
        if (at == json.length) {
            return false;
        }
        int next = json[at++] & 0xFF;
        return next >= least && next <= most;
    }
}
