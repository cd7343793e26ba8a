package atelier.bench.ingest;

/** A way in, from being ready but without events until it has brought a backlog into a table. */
interface Way extends AutoCloseable {
    String name();

    /** Makes a table in a new database and everything that must run, be warm and be waiting before the clock starts. */
    LogTable ready(String database, Backlog backlog) throws Exception;

    /** The backlog can be read now. Returns at once or when all of it is sent. */
    void go() throws Exception;

    /** Processor seconds so far of what brings the events to the server. */
    double clientSeconds();

    /** The process that brings them; 0 where it is the server or the bench itself. */
    default long clientPid() {
        return 0;
    }

    /** Ends what was started; the table stays. */
    @Override
    void close() throws Exception;
}
