package atelier.bench.ingest;

/** What all parts of a run share. */
record Workshop(
        Options options,
        Servers servers,
        ClickHouse clickHouse,
        Broker broker,
        Events events,
        Backlog warmUp,
        LogTable template) {

    LogIngest logIngest() {
        return new LogIngest(clickHouse, broker, servers.clickHousePort(), servers.folder(), warmUp);
    }

    /** The events that every drain is about, in a topic of its own. */
    Backlog fill(String topic, int partitions) throws Exception {
        return fill(topic, partitions, 0);
    }

    /** @param first number of the first of them; later ones happened later */
    Backlog fill(String topic, int partitions, long first) throws Exception {
        Progress.say("  filling " + topic);
        return Backlog.fill(broker, topic, partitions, events, first, options.events());
    }

    LogTable table(String database) {
        return new LogTable(clickHouse, database);
    }

    /** Topic and table of a drain, which have one name. */
    void forget(String name) throws Exception {
        table(name).drop();
        broker.delete(name);
    }
}
