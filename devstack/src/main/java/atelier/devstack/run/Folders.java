package atelier.devstack.run;

import atelier.devstack.clickhouse.ClickHouseServer;
import atelier.devstack.kafka.KafkaServer;
import atelier.devstack.postgres.PostgresServer;
import atelier.devstack.process.PidFile;
import java.nio.file.Path;

/** Where things are below the root of the checkout. */
record Folders(Path root) {
    Folders {
        root = root.toAbsolutePath().normalize();
    }

    Path partsFile() {
        return root.resolve("parts.conf");
    }

    /** All that a run leaves on disk. */
    Path all() {
        return root.resolve(".devstack");
    }

    Path data(Part part) {
        return all().resolve(part.name());
    }

    /** Of a part that some run started. */
    PidFile pidFile(Part part) {
        String server =
                switch (part.kind()) {
                    case POSTGRES -> PostgresServer.NAME;
                    case KAFKA -> KafkaServer.NAME;
                    case CLICKHOUSE -> ClickHouseServer.NAME;
                    case SERVICE -> part.name();
                };
        return new PidFile(data(part).resolve(server + ".pid"));
    }

    PidFile supervisorPid() {
        return new PidFile(all().resolve("supervisor.pid"));
    }

    Path lock() {
        return all().resolve("supervisor.lock");
    }

    /** As a user at the root would type it. */
    String shown(Path file) {
        return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
    }
}
