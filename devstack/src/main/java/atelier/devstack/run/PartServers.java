package atelier.devstack.run;

import atelier.devstack.Server;
import atelier.devstack.clickhouse.ClickHouseServer;
import atelier.devstack.kafka.KafkaServer;
import atelier.devstack.postgres.PostgresServer;
import java.nio.file.Path;

/** From a part's description to the server that runs it. */
final class PartServers {
    private PartServers() {}

    static Server of(Part part, Folders folders) {
        Path data = folders.data(part);
        return switch (part.kind()) {
            case POSTGRES -> PostgresServer.on(data, part.port());
            case KAFKA -> KafkaServer.withClassArchive(data, part.port());
            case CLICKHOUSE -> ClickHouseServer.on(data, part.port());
            case SERVICE -> new ServiceServer(part, folders);
        };
    }

    static Path log(Part part, Folders folders) {
        return of(part, folders).log();
    }

    /** What a part needs beyond its process; repeated after each start, since it does nothing the second time. */
    static void prepare(Part part, Server server) {
        if (server instanceof PostgresServer postgres) {
            part.databases().forEach(postgres::createDatabase);
        }
    }
}
