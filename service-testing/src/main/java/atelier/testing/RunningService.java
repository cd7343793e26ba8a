package atelier.testing;

import atelier.delivery.outbox.Transactions;
import atelier.devstack.TestServers;
import atelier.events.Topics;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The service that is on the class path, whole, in this JVM, on a database and topics of its own. */
public final class RunningService implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EmbeddedServer server;
    private final String name;

    private RunningService(EmbeddedServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public static RunningService start() {
        return start(Map.of());
    }

    /** @param settings by their property names, for example {@code topic.partitions} for TOPIC_PARTITIONS */
    public static RunningService start(Map<String, Object> settings) {
        String name = "service_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        TestServers.postgres().createDatabase(name);
        Map<String, Object> all = new HashMap<>();
        all.put("micronaut.server.port", -1);
        all.put("datasources.default.url", TestServers.postgres().jdbcUrl(name));
        all.put("kafka.brokers", TestServers.kafka().bootstrapServers());
        all.put("kafka.consumer.group.id", name);
        Topics.ALL.forEach(topic -> all.put("topic." + topic.replace('-', '.'), name + "." + topic));
        all.put("topic.partitions", 2);
        // Only a process ships its log lines; here nobody needs their topic.
        all.put("kafka.logging.enabled", false);
        all.putAll(settings);
        return new RunningService(ApplicationContext.run(EmbeddedServer.class, all), name);
    }

    public HttpCalls http() {
        return new HttpCalls(server.getPort());
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public Transactions transactions() {
        return bean(Transactions.class);
    }

    /** What was appended to the outbox. */
    public OutboxRows outbox() {
        return new OutboxRows(transactions());
    }

    /** Says events as somebody else would. */
    public Speaker speaker() {
        return new Speaker(TestServers.kafka().bootstrapServers());
    }

    public Listener listener(String defaultName) {
        return new Listener(TestServers.kafka().bootstrapServers(), topic(defaultName));
    }

    /** What a topic is called here. */
    public String topic(String defaultName) {
        return name + "." + defaultName;
    }

    @Override
    public void close() {
        server.stop();
    }
}
