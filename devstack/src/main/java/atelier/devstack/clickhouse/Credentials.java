package atelier.devstack.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** Who asks. There is one user, {@code default}; it may come without a password or with {@code clickhouse}. */
record Credentials(String user, String password) {
    static final String USER = "default";
    private static final Set<String> PASSWORDS = Set.of("", "clickhouse");
    private static final String BASIC = "Basic ";

    /** From an Authorization header; anything but Basic is nobody that is known here. */
    static Credentials authorization(String header) {
        try {
            if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
                byte[] decoded = Base64.getDecoder()
                        .decode(header.substring(BASIC.length()).strip());
                String pair = new String(decoded, StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                return colon < 0
                        ? new Credentials(pair, "")
                        : new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // Not base64.
        }
        return new Credentials("", "");
    }

    boolean accepted() {
        return user.equals(USER) && PASSWORDS.contains(password);
    }

    /** Without the password, for logs. */
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
