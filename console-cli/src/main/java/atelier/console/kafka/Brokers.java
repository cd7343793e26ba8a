package atelier.console.kafka;

import atelier.console.session.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;

/** Where Kafka is, from the environment, and whether anyone listens there. */
public final class Brokers {

    private static final String LIST = "[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*";
    private static final int CONNECT_MILLIS = 3_000;

    private Brokers() {}

    public static String of(Map<String, String> environment) {
        String brokers = environment.getOrDefault("KAFKA_BROKERS", "localhost:9092");
        if (!brokers.matches(LIST)) {
            throw Failure.usage("KAFKA_BROKERS=" + brokers + " is not allowed: host:port, several with commas");
        }
        return brokers;
    }

    /** Looks before Kafka's client is asked: that one tries for a long time and then speaks of nodes. */
    public static void mustListen(String brokers) {
        String why = "";
        for (String broker : brokers.split(",", -1)) {
            int colon = broker.lastIndexOf(':');
            InetSocketAddress address =
                    new InetSocketAddress(broker.substring(0, colon), Integer.parseInt(broker.substring(colon + 1)));
            try (Socket socket = new Socket()) {
                socket.connect(address, CONNECT_MILLIS);
                return;
            } catch (UnknownHostException e) {
                why = "unknown host; check KAFKA_BROKERS";
            } catch (IOException e) {
                why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT) + "; is it running? make run";
            }
        }
        throw new Failure("cannot reach Kafka at " + brokers + ": " + why);
    }
}
