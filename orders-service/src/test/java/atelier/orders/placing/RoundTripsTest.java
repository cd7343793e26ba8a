package atelier.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.TestServers;
import atelier.events.TypeId;
import atelier.orders.Shop;
import atelier.testing.RunningService;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a request costs when the database is not on the same machine. */
class RoundTripsTest {
    private static final int WARM_UP = 15;
    private static final int MEASURED = 21;

    @Test
    void areFewAndTheSameForEveryRequest() {
        String database = "round_trips_" + ProcessHandle.current().pid();
        TestServers.postgres().createDatabase(database);
        URI direct = URI.create(TestServers.postgres().jdbcUrl(database).replaceFirst("^jdbc:", ""));
        try (RoundTrips trips = new RoundTrips(direct.getPort());
                // Without Kafka nobody else uses the pool.
                RunningService service = RunningService.start(Map.of(
                        "kafka.brokers",
                        "127.0.0.1:1",
                        "datasources.default.url",
                        "jdbc:postgresql://127.0.0.1:" + trips.port() + "/" + database
                                + "?sslmode=disable&gssEncMode=disable"))) {
            Shop shop = new Shop(service.http());

            // The order with all that belongs to it, events and notices with the commit.
            assertThat(typical(trips, shop::order)).hasSize(2);
            // Before that: locks and status of the designs.
            String[] designs = {
                TypeId.next("design").toString(), TypeId.next("design").toString()
            };
            assertThat(typical(trips, () -> shop.order(designs))).hasSize(3);
            // Around that: lock of the key, stored answer, storing.
            assertThat(typical(trips, () -> keyed(service))).hasSize(5);
        }
    }

    private static void keyed(RunningService service) {
        var http = service.http();
        var answer = http.send(http.request("/api/orders")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", TypeId.next("key").toString())
                .POST(BodyPublishers.ofString(
                        "{\"user_id\":\"u\",\"items\":[{\"sku\":\"mug\",\"quantity\":1,\"unit_price\":1}]}")));
        assertThat(answer.status()).isEqualTo(201);
    }

    /** Of the request with the median number: now and then the pool looks after its connections. */
    private static List<String> typical(RoundTrips trips, Runnable request) {
        for (int i = 0; i < WARM_UP; i++) {
            request.run();
        }
        return IntStream.range(0, MEASURED)
                .mapToObj(i -> {
                    int before = trips.all().size();
                    request.run();
                    List<String> all = trips.all();
                    return all.subList(before, all.size());
                })
                .sorted(Comparator.comparingInt(List::size))
                .toList()
                .get(MEASURED / 2);
    }
}
