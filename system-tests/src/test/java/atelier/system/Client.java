package atelier.system;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A customer and a clerk in one: posts designs and orders and moves them along, one request after the other, and writes down every answer. */
final class Client implements Runnable {
    /** Some 25 requests per second and client: much is in flight whenever a part dies, and the judge is done in seconds. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final Calls calls;
    private final String designsUrl;
    private final String ordersUrl;
    private final Random random;
    private final Path notes;
    private final Known designs;
    private final Known orders;
    private volatile boolean stopping;

    Client(Calls calls, RunningSystem system, long seed, Path notes) {
        this.calls = calls;
        this.designsUrl = system.url("designs-service") + "/api/designs";
        this.ordersUrl = system.url("orders-service") + "/api/orders";
        this.random = new Random(seed);
        this.notes = notes;
        this.designs = Known.designs(random);
        this.orders = Known.orders(random);
    }

    /** Ends after the request under way, which is repeated until it is answered. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try (BufferedWriter file = Files.newBufferedWriter(notes)) {
            while (!stopping) {
                long next = System.nanoTime() + PACE_NANOS;
                file.write(step().line() + "\n");
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer step() throws InterruptedException {
        int dice = random.nextInt(10);
        if (designs.isEmpty() || dice == 0) {
            return postDesign();
        }
        return switch (dice) {
            case 1 -> random.nextInt(3) == 0 ? editOrDelete() : move(Answer.MOVE_DESIGN, designs, designsUrl);
            case 2 -> move(Answer.MOVE_DESIGN, designs, designsUrl);
            case 3, 4, 5, 6 -> postOrder();
            default -> orders.isEmpty() ? postOrder() : move(Answer.MOVE_ORDER, orders, ordersUrl);
        };
    }

    private Answer postDesign() throws InterruptedException {
        String status = random.nextInt(4) == 0 ? "draft" : "pending";
        Calls.Told told = calls.untilAnswered(
                "POST",
                designsUrl,
                "{\"title\":\"Лиса 🦊\",\"user_id\":\"user_%d\",\"status\":\"%s\"}"
                        .formatted(random.nextInt(50), status),
                UUID.randomUUID().toString());
        if (told.status() == 201) {
            designs.add(new Known.Thing(told.text("id"), status));
        }
        return new Answer(Answer.DESIGN, told.status(), told.text("id"), status, told.attempts());
    }

    /** Of the newest designs, approved or not: some orders wait, some are refused. */
    private Answer postOrder() throws InterruptedException {
        TreeSet<String> articles = new TreeSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            articles.add(random.nextBoolean() ? "\"sku\":\"mug\"" : "\"design_id\":\"" + designs.recent().id + "\"");
        }
        String items = articles.stream()
                .map(article -> "{" + article + ",\"quantity\":2,\"unit_price\":1999}")
                .collect(Collectors.joining(","));
        Calls.Told told = calls.untilAnswered(
                "POST",
                ordersUrl,
                "{\"user_id\":\"user_%d\",\"items\":[%s]}".formatted(random.nextInt(50), items),
                UUID.randomUUID().toString());
        if (told.status() == 201) {
            orders.add(new Known.Thing(told.text("id"), "created"));
        }
        String lines = Integer.toString(articles.size());
        return new Answer(Answer.ORDER, told.status(), told.text("id"), lines, told.attempts());
    }

    /** Without a key, as PATCH is: when it has to be repeated, a 409 may mean that it was done the first time. */
    private Answer move(String what, Known things, String url) throws InterruptedException {
        Known.Thing thing = things.recent();
        String to = things.nextOf(thing);
        Calls.Told told = calls.untilAnswered(
                "PATCH",
                url + "/" + thing.id + "/status",
                "{\"new_status\":\"%s\",\"reason\":\"so it goes\"}".formatted(to),
                "");
        if (told.status() == 200 || (told.status() == 409 && told.attempts() > 1)) {
            thing.status = to;
        }
        return new Answer(what, told.status(), thing.id, to, told.attempts());
    }

    private Answer editOrDelete() throws InterruptedException {
        Known.Thing design = designs.recent();
        boolean delete = random.nextInt(3) == 0;
        String url = designsUrl + "/" + design.id;
        String title = "{\"title\":\"Лиса %d\"}".formatted(random.nextInt());
        Calls.Told told =
                delete ? calls.untilAnswered("DELETE", url, "", "") : calls.untilAnswered("PATCH", url, title, "");
        return new Answer(
                delete ? Answer.DELETE_DESIGN : Answer.EDIT_DESIGN, told.status(), design.id, "", told.attempts());
    }
}
