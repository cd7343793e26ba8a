package atelier.console.journey;

/** A design from its draft to its end. */
final class DesignLife {

    private final Walk walk;
    private final Service designs;

    DesignLife(Walk walk, Service designs) {
        this.walk = walk;
        this.designs = designs;
    }

    void live() {
        String id = post("draft");
        move(id, "pending");
        move(id, "rejected");
        move(id, "pending");
        move(id, "approved");
        walk.step(
                "give it another title",
                designs,
                "PATCH",
                path(id),
                "{\"title\":\"Лиса, рыжая\"}",
                200,
                Expected.of("designs", "design.updated"));
        move(id, "archived");
        walk.until(
                "its history",
                designs,
                path(id) + "/history",
                "design\\.created.*pending.*rejected.*approved.*archived");
        walk.step(
                "delete it",
                designs,
                "DELETE",
                path(id),
                "",
                204,
                new Expected("designs", id, "design.deleted", "", ""));
        walk.step("it is gone", designs, "GET", path(id), "", 404);
    }

    String post(String status) {
        return walk.step(
                        "post a design, " + status,
                        designs,
                        "POST",
                        "/api/designs",
                        "{\"title\":\"Лиса\",\"description\":\"Рисунок пером\",\"user_id\":\"user_123\",\"status\":\""
                                + status + "\"}",
                        201,
                        Expected.of("designs", "design.created"))
                .text("id");
    }

    /** @param more what else must come of it */
    void move(String id, String status, Expected... more) {
        Expected[] expected = new Expected[more.length + 1];
        expected[0] = Expected.status(id, status);
        System.arraycopy(more, 0, expected, 1, more.length);
        walk.step(
                "the design becomes " + status,
                designs,
                "PATCH",
                path(id) + "/status",
                "{\"new_status\":\"" + status + "\",\"reason\":\"kafka:test\"}",
                200,
                expected);
    }

    private static String path(String id) {
        return "/api/designs/" + id;
    }
}
