package atelier.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** A running system with clients at work; faults strike it one after the other, and at the end it is judged. */
final class Trial implements AutoCloseable {
    private static final int CLIENTS = 4;
    /** After which a system is taken for broken, not for slow: how long recovery takes is the machine's matter, it is reported. */
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("faults.patience", 120));

    private static final Duration AFTERMATH = Duration.ofSeconds(60);

    private final RunningSystem system;
    private final Calls calls = new Calls();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Path> notes = new ArrayList<>();
    private final Probe probe;
    private Duration longest = Duration.ZERO;
    private String slowest = "";

    Trial(RunningSystem system, Path folder, Random random) {
        this.system = system;
        Path probes = folder.resolve("probes.tsv");
        this.probe = new Probe(system, calls, probes);
        notes.add(probes);
        for (int i = 0; i < CLIENTS; i++) {
            Path file = folder.resolve("client-" + i + ".tsv");
            notes.add(file);
            Client client = new Client(calls, system, random.nextLong(), file);
            clients.add(client);
            threads.add(Thread.ofPlatform().daemon().name("client-" + i).start(client));
        }
    }

    /**
     * Returns when everything works again; nobody helps but the supervisor.
     *
     * @param heal when the fault ends: from then on the system has {@link #PATIENCE}
     */
    void round(String fault, Runnable heal) {
        heal.run();
        long begin = System.nanoTime();
        try {
            await("everything works again after: " + fault)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(this::healthy);
            probe.passes(PATIENCE.minusNanos(System.nanoTime() - begin));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "; " + unwell() + "\n" + system.log(), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("%-50s %5.1f s%n", fault, took.toMillis() / 1000.0);
        if (took.compareTo(longest) > 0) {
            longest = took;
            slowest = fault;
        }
    }

    /** Returns when a fault is felt: a part ended, a service says that it is not well, or a client is not answered. */
    void awaitHarm(String fault, String part, Runnable strike) {
        long pid = system.pid(part);
        int repeats = calls.repeats();
        strike.run();
        await("harm by: " + fault)
                .atMost(AFTERMATH)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> system.pid(part) != pid || calls.repeats() > repeats || !healthy());
        System.out.printf(
                "%s: %s, %d requests repeated, not well: %s%n",
                fault, system.pid(part) == pid ? "it lives" : "it ended", calls.repeats() - repeats, unwell());
    }

    private boolean healthy() {
        return unwell().isEmpty();
    }

    private List<String> unwell() {
        return system.parts().stream()
                .filter(part -> !system.alive(part)
                        || (system.services().contains(part) && calls.status(system.url(part) + "/health") != 200))
                .toList();
    }

    /** Ends the clients' work, waits until all has arrived, and reports. */
    void judge(String fault) throws IOException {
        clients.forEach(Client::stop);
        for (Thread thread : threads) {
            await("every client is answered").atMost(AFTERMATH).until(() -> !thread.isAlive());
        }
        List<Answer> answers = new ArrayList<>();
        for (Path file : notes) {
            Files.readAllLines(file).stream().map(Answer::of).forEach(answers::add);
        }
        List<Findings> looks = new ArrayList<>();
        try {
            // What was said last may still be on its way.
            await().atMost(AFTERMATH).pollInterval(Duration.ofSeconds(1)).until(() -> {
                looks.add(new Judge(system).judge(answers));
                return looks.getLast().nothing();
            });
        } catch (ConditionTimeoutException notAllArrived) {
            System.out.println("what is still missing is reported as it is");
        }
        long repeated = answers.stream().filter(answer -> answer.attempts() > 1).count();
        System.out.printf(
                "%s: %d requests, %d of them repeated, %d answers 500; slowest to recover: %s%n",
                fault, answers.size(), repeated, calls.internalErrors(), slowest);
        looks.getLast().reportAs(fault, longest);
    }

    @Override
    public void close() {
        clients.forEach(Client::stop);
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        probe.close();
        calls.close();
    }
}
