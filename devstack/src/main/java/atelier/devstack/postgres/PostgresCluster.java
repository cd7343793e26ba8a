package atelier.devstack.postgres;

import atelier.devstack.ServerFailed;
import atelier.devstack.process.ChildProcess;
import atelier.devstack.process.Launch;
import atelier.devstack.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cluster in the data folder: created once, and what its postmaster.pid says. */
record PostgresCluster(Path data, PostgresBinaries binaries, PlainUser user, Path log) {
    private static final Duration LONGEST_INIT = Duration.ofMinutes(2);
    /** Of postmaster.pid: first the pid, in the eighth line the state. */
    private static final int STATE_LINE = 7;

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "max_connections=200",
            "timezone=UTC",
            "log_timezone=UTC");

    List<String> command(int port) {
        List<String> command =
                new ArrayList<>(List.of(binaries.program("postgres"), "-D", folder().toString(), "-p", "" + port));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        return user.command(command);
    }

    /** Creates the cluster when there is none; clears the lock of a server that is gone. */
    void prepare() {
        try {
            if (!Files.exists(folder().resolve("PG_VERSION"))) {
                create();
            }
            if (Files.exists(pidFile()) && !namesAPostgres()) {
                Files.delete(pidFile());
            }
        } catch (IOException e) {
            throw new ServerFailed("postgres: cannot create its data in " + data + ": " + e.getMessage(), e);
        }
    }

    /** A cluster appears whole or not at all, however early we are killed. */
    private void create() throws IOException {
        Path fresh = data.resolve("cluster.new");
        deleteTree(fresh);
        Files.createDirectories(data);
        user.own(data);
        ChildProcess init = ChildProcess.start(new Launch(
                "initdb",
                user.command(List.of(
                        binaries.program("initdb"),
                        "--pgdata=" + fresh,
                        "--username=" + PostgresServer.USER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8")),
                Map.of("TZ", "UTC"),
                log,
                Signal.TERM,
                LONGEST_INIT));
        if (!init.awaitExit(LONGEST_INIT) || init.onExit().join() != 0) {
            init.stop();
            throw ServerFailed.withLog("postgres: initdb failed", init);
        }
        Files.move(fresh, folder(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** After a reboot the pid in the file may be any program's, and PostgreSQL would refuse to start because of it. */
    private boolean namesAPostgres() throws IOException {
        return Files.readAllLines(pidFile()).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .flatMap(process -> process.info().command())
                .filter(program -> program.endsWith("postgres"))
                .isPresent();
    }

    boolean isReady(long pid) {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.size() > STATE_LINE
                    && lines.getFirst().strip().equals(Long.toString(pid))
                    && lines.get(STATE_LINE).strip().equals("ready");
        } catch (IOException notYetWritten) {
            return false;
        }
    }

    private Path folder() {
        return data.resolve("cluster");
    }

    private Path pidFile() {
        return folder().resolve("postmaster.pid");
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
