package atelier.ingest.trial;

import atelier.devstack.Ports;
import atelier.devstack.TestServers;
import atelier.devstack.clickhouse.ClickHouseServer;
import atelier.devstack.kafka.KafkaServer;
import atelier.devstack.process.ChildJvm;
import atelier.ingest.LogIngest;
import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Topics, a consumer group and a database of one test's own, and the ingests that it starts. Deletes its topics at the end. */
public final class Trial implements AutoCloseable {

    /** Where bin/test-faults has packaged the program a moment ago. */
    private static final @Nullable String JAR = System.getProperty("ingest.jar");

    private final String name;
    private final KafkaServer kafka = TestServers.kafka();
    private final ClickHouseServer clickHouseServer;
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    private final ClickHouse clickHouse;
    private final Set<String> topics = new TreeSet<>();
    private int httpPort;
    private String verifyServices = "";
    private final List<AutoCloseable> toClose = new ArrayList<>();

    public Trial(String name) {
        this(name, TestServers.clickhouse());
    }

    /** @param clickHouseServer running, and the caller's to end */
    public Trial(String name, ClickHouseServer clickHouseServer) {
        this.clickHouseServer = clickHouseServer;
        this.name = name + "_" + Long.toHexString(System.nanoTime());
        this.clickHouse = new ClickHouse(address(clickHouseServer.port()));
    }

    public ClickHouseAddress address(int port) {
        return new ClickHouseAddress("127.0.0.1", port, "default", "", name);
    }

    public String brokers() {
        return kafka.bootstrapServers();
    }

    public String group() {
        return name;
    }

    public ClickHouse clickHouse() {
        return clickHouse;
    }

    public ClickHouseServer clickHouseServer() {
        return clickHouseServer;
    }

    public Set<String> topics() {
        return Set.copyOf(topics);
    }

    /** @return its full name, which no other test uses */
    public String topic(String shortName, int partitions) {
        return topic(shortName, partitions, Map.of());
    }

    public String topic(String shortName, int partitions, Map<String, String> configs) {
        String topic = name + "." + shortName;
        create(topic, partitions, configs);
        topics.add(topic);
        return topic;
    }

    /** Deletes a topic and creates it again under the same name, as a new one. */
    public void remake(String topic, int partitions) throws InterruptedException, ExecutionException {
        admin.deleteTopics(List.of(topic)).all().get();
        // Else the former leaders could still answer for the new ones.
        Waiting.until(
                "topic " + topic + " is gone",
                () -> !admin.listTopics().names().get().contains(topic));
        create(topic, partitions, Map.of());
    }

    public void delete(String topic) throws InterruptedException, ExecutionException {
        admin.deleteTopics(List.of(topic)).all().get();
        topics.remove(topic);
    }

    /** Returns when it can be written to: a broker that is still coming to lead a partition may refuse a producer's first batch and take the second. */
    private void create(String topic, int partitions, Map<String, String> more) {
        Map<String, String> configs = new HashMap<>(more);
        // Absurd timestamps are welcome; brokers refuse those of the future unless told so.
        configs.put("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(configs);
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Waiting.until("each partition of " + topic + " has a leader", () -> {
            try {
                admin.listOffsets(ends).all().get(); // known to leaders only
                return true;
            } catch (ExecutionException e) {
                return false; // the broker has not heard of the topic yet
            }
        });
    }

    public Map<String, Uuid> topicIds() throws InterruptedException, ExecutionException {
        return admin.describeTopics(topics).allTopicNames().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, topic -> topic.getValue().topicId()));
    }

    public Admin admin() {
        return admin;
    }

    /** Whose outboxes the ingests that are started from now on compare: none otherwise. */
    public void verifyServices(String urls) {
        verifyServices = urls;
    }

    /** The real program in a process of its own. */
    public ChildJvm ingest(String instance, int clickHousePort) {
        return ingest(instance, clickHousePort, Map.of());
    }

    /** @param environment beside what a trial sets, or instead of it */
    public ChildJvm ingest(String instance, int clickHousePort, Map<String, String> environment) {
        return ingest(instance, clickHousePort, "512m", environment);
    }

    /**
     * @param heap the most, as in {@code -Xmx}; who needs more ends at once
     * @param environment beside what a trial sets, or instead of it
     */
    public ChildJvm ingest(String instance, int clickHousePort, String heap, Map<String, String> environment) {
        httpPort = Ports.free();
        ChildJvm.Builder builder = ChildJvm.of(
                        LogIngest.class, Path.of("target", "faults", name + "-" + instance + ".log"))
                .heap(heap)
                .jvmArguments(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dlogback.configurationFile=logback.xml")
                .environment("KAFKA_BROKERS", brokers())
                .environment("INGEST_GROUP_ID", group())
                .environment("CLICKHOUSE_HOST", "127.0.0.1")
                .environment("CLICKHOUSE_PORT", String.valueOf(clickHousePort))
                .environment("CLICKHOUSE_DATABASE", name)
                .environment("INGEST_BATCH_MS", "200")
                .environment("VERIFY_SERVICES", verifyServices)
                .environment("KAFKA_LOGGING_ENABLED", "false")
                .environment("SERVER_PORT", String.valueOf(httpPort));
        environment.forEach(builder::environment);
        if (JAR != null) {
            builder.from(Path.of(JAR).toAbsolutePath());
        }
        ChildJvm child = builder.start();
        toClose.add(child);
        return child;
    }

    /** Where the ingest that was started last listens. */
    public int httpPort() {
        return httpPort;
    }

    public <C extends AutoCloseable> C closeAtEnd(C closeable) {
        toClose.add(closeable);
        return closeable;
    }

    /** Of its own topics, those that it has deleted and those that the program has made under its name included; -1 while that cannot be told. */
    public long rows() {
        try {
            return Long.parseLong(clickHouse
                    .rows(
                            "SELECT count() FROM kafka_logs WHERE startsWith(topic, {own:String})",
                            Map.of("own", name + "."))
                    .getFirst()
                    .getFirst());
        } catch (IOException e) {
            return -1; // not there yet, or being restarted
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable closeable : toClose.reversed()) {
            closeable.close();
        }
        if (clickHouseServer.running()) {
            clickHouse.run("DROP DATABASE IF EXISTS `" + name + "`", Map.of());
        }
        clickHouse.close();
        admin.deleteTopics(topics).all().get();
        admin.close();
    }
}
