package atelier.devstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on loopback: which are free, and what to say when one is not. */
public final class Ports {
    /** Below the kernel's ephemeral range: there a client that reconnects to a killed server can be given the server's own port, and talks to itself. */
    private static final int FIRST = 15_000;

    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 1_000;

    /** Handed out by this JVM: what is to listen there may not have begun to. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** One that nobody listens on now; never the same twice. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new ServerFailed("no free port between " + FIRST + " and " + LAST + " on 127.0.0.1");
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * Refuses a taken port before anything starts on it.
     *
     * @throws ServerFailed with one line that names the port and the variable to set
     */
    public static void requireFree(String server, int port) {
        if (!isFree(port)) {
            throw new ServerFailed(taken(server, port));
        }
    }

    private static String taken(String server, int port) {
        return taken(server, port, variable(server));
    }

    /** @param variable to set for another port */
    public static String taken(String server, int port, String variable) {
        return server + ": port " + port + " on 127.0.0.1 is taken; stop what listens there, or set " + variable
                + " to a free port";
    }

    /** The environment variable that moves a server or service to another port. */
    public static String variable(String server) {
        return "ATELIER_" + server.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
    }
}
