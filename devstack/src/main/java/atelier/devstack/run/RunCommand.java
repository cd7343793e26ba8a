package atelier.devstack.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code run}: until SIGINT or SIGTERM. */
record RunCommand(Stack stack, Folders folders, Screen screen) {
    int execute() throws InterruptedException {
        Optional<SingleRun> run = SingleRun.begin(folders);
        if (run.isEmpty()) {
            String pid = folders.supervisorPid()
                    .living()
                    .map(process -> " (pid " + process.pid() + ")")
                    .orElse("");
            System.err.println("Atelier runs already" + pid + "; `make stop` stops it");
            return Main.FAILED;
        }
        Leftovers.end(stack, folders, screen);
        Supervisor supervisor = new Supervisor(stack, folders, screen);
        List<String> taken = supervisor.takenPorts();
        if (!taken.isEmpty()) {
            taken.forEach(System.err::println);
            run.get().end(folders);
            return Main.FAILED;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            // A stop that was asked for is a success, which the JVM would report as 130 or 143.
            int code = supervisor.stop() ? Main.OK : Main.FAILED;
            run.get().end(folders);
            Runtime.getRuntime().halt(code);
        }));
        if (!supervisor.start()) {
            supervisor.stop();
            return Main.FAILED;
        }
        new CountDownLatch(1).await();
        return Main.OK;
    }
}
