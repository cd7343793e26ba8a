package atelier.console.session;

import java.util.Map;

/** Where services are: from an option, from the environment, or as {@code make run} starts them. Never with a slash at the end. */
public final class ServiceUrl {

    private ServiceUrl() {}

    /** DESIGNS_URL. */
    public static String designs(Map<String, String> environment) {
        return fromEnvironment("DESIGNS_URL", environment, "http://localhost:8001");
    }

    /** ORDERS_URL. */
    public static String orders(Map<String, String> environment) {
        return fromEnvironment("ORDERS_URL", environment, "http://localhost:8000");
    }

    /** The value of an option. */
    public static String given(String option, String url) {
        return checked(url, option + ": \"" + url + "\"");
    }

    private static String fromEnvironment(String variable, Map<String, String> environment, String otherwise) {
        String url = environment.getOrDefault(variable, "").strip();
        return url.isEmpty() ? otherwise : checked(url, variable + "=" + url);
    }

    private static String checked(String url, String shown) {
        if (!url.matches("https?://[A-Za-z0-9._:\\[\\]-]+/?")) {
            throw Failure.usage(shown + " is not allowed: http://host:port");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
