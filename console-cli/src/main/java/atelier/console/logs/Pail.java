package atelier.console.logs;

import atelier.console.session.Session;
import atelier.console.session.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pail}: what the services themselves log, as it comes. */
@Command(
        name = "pail",
        header = "Follows what the services themselves log.",
        description = {"", "The same as logs:tail application_logs.", ""},
        footer = {
            "",
            "Examples:",
            "  ./console pail",
            "  ./console pail -n 200 --since=1h",
            "  ./console pail --trace=4bf92f3577b34da6a3ce929d0e0e4736 --full"
        })
public final class Pail implements Task {

    private final Session session;

    @Mixin
    private final Tailing tailing = new Tailing();

    public Pail(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        tailing.run(session, "application_logs");
    }
}
