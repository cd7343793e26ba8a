package atelier.devstack.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** Where the broker listens and keeps its data; all else is as small as one node on one machine needs. */
record BrokerSettings(Path data, int port, int controllerPort) {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";
    private static final String CLIENTS = "PLAINTEXT";
    private static final String INTERNAL_PARTITIONS = "4";

    Properties properties() {
        Properties all = new Properties();
        listeners(all);
        internalTopics(all);
        groups(all);
        sessions(all);
        all.setProperty("log.dirs", data.toString());
        all.setProperty("auto.create.topics.enable", "false");
        // The default, 128 MiB, would be taken from a small heap at once.
        all.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        all.setProperty("num.network.threads", "2");
        all.setProperty("num.io.threads", "4");
        all.setProperty("background.threads", "2");
        return all;
    }

    private void listeners(Properties all) {
        String address = CLIENTS + "://127.0.0.1:" + port;
        all.setProperty("process.roles", "broker,controller");
        all.setProperty("node.id", Integer.toString(NODE));
        all.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        all.setProperty("listeners", address + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        all.setProperty("advertised.listeners", address);
        all.setProperty("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        all.setProperty("controller.listener.names", CONTROLLER);
        all.setProperty("inter.broker.listener.name", CLIENTS);
    }

    private static void internalTopics(Properties all) {
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            all.setProperty(topic + ".num.partitions", INTERNAL_PARTITIONS);
            all.setProperty(topic + ".replication.factor", "1");
        }
        all.setProperty("transaction.state.log.min.isr", "1");
        all.setProperty("share.coordinator.state.topic.min.isr", "1");
    }

    /** A killed broker may come back when its old session is over; the default is 9 seconds. */
    private static void sessions(Properties all) {
        all.setProperty("broker.session.timeout.ms", "5000");
        all.setProperty("broker.heartbeat.interval.ms", "1000");
    }

    /** A killed consumer's partitions are free after seconds, not after the default 45. */
    private static void groups(Properties all) {
        all.setProperty("group.initial.rebalance.delay.ms", "0");
        all.setProperty("group.min.session.timeout.ms", "6000");
        all.setProperty("group.consumer.min.session.timeout.ms", "6000");
        all.setProperty("group.consumer.session.timeout.ms", "10000");
        all.setProperty("group.consumer.min.heartbeat.interval.ms", "1000");
        all.setProperty("group.consumer.heartbeat.interval.ms", "2000");
    }
}
