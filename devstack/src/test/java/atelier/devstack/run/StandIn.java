package atelier.devstack.run;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A service of the size that a test of the supervisor needs: ready at once, tells a file when it stops. */
final class StandIn {
    private StandIn() {}

    public static void main(String[] arguments) throws IOException {
        String name = System.getenv("NAME");
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("SERVER_PORT"))),
                0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(name + " stopped\n")));
        System.out.println(name + " says hello");
        server.start();
    }

    private static void tell(String line) {
        try {
            Files.writeString(
                    Path.of(System.getenv("TOLD")), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.err.println("cannot tell: " + e);
        }
    }
}
