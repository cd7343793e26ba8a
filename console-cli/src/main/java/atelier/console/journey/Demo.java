package atelier.console.journey;

import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code demo}: one order, told. */
@Command(
        name = "demo",
        header = "Tells one order's way through the running system, with its real events and where they are kept.",
        description = {
            "",
            "For a first look: it posts a design and an order, approves the design and sends the order off, and explains each"
                    + " step while it happens. What it made stays, so the commands that it names can be tried.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console demo",
            "  ./console demo --designs-url=http://localhost:18001 --orders-url=http://localhost:18000"
        })
public final class Demo implements Task {

    private final Session session;

    @Mixin
    private final Journey journey = new Journey();

    public Demo(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Service designs = journey.designs(session);
        Service orders = journey.orders(session);
        mustRun(designs);
        mustRun(orders);
        Narrator narrator = new Narrator(session.out(), session.screen());
        journey.walk(session, narrator, walk -> tell(walk, designs, orders));
    }

    private static void mustRun(Service service) {
        try (Http http = new Http(Journey.PATIENCE)) {
            http.send(service, "GET", "/health", "");
        } catch (Failure e) {
            throw new Failure(service.name() + " does not answer at " + service.url()
                    + "; start the system with `make run` in another terminal, then try again");
        }
    }

    private static void tell(Walk walk, Service designs, Service orders) {
        String design = walk.step(
                        "A customer hands in a design. designs-service writes it and its event into PostgreSQL in one transaction,"
                                + " answers, and only then publishes the event.",
                        designs,
                        "POST",
                        "/api/designs",
                        "{\"title\":\"Fox, in ink\",\"user_id\":\"user_123\",\"status\":\"pending\"}",
                        201,
                        Expected.of("designs", "design.created"))
                .text("id");
        String order = walk.step(
                        "Another one orders it at once, although nobody has approved it. orders-service heard of the design over"
                                + " Kafka, or not yet; either way it takes the order and puts it on hold.",
                        orders,
                        "POST",
                        "/api/orders",
                        OrderLife.body(design),
                        201,
                        Expected.of("orders", "order.created"),
                        Expected.of("orders", "order.on_hold"))
                .text("id");
        walk.step(
                "Staff approve the design. Nobody tells orders-service; it hears the event, finds the order that waited and"
                        + " releases it: the last event below is its own.",
                designs,
                "PATCH",
                "/api/designs/" + design + "/status",
                "{\"new_status\":\"approved\",\"reason\":\"lovely\"}",
                200,
                Expected.status(design, "approved"),
                Expected.order(order, "order.released"));
        walk.step(
                "Now it can be made.",
                orders,
                "PATCH",
                "/api/orders/" + order + "/status",
                "{\"new_status\":\"processed\"}",
                200,
                Expected.order(order, "order.processed"));
    }
}
