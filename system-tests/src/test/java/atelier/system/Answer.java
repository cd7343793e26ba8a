package atelier.system;

import java.util.List;

/**
 * A line of a client's notes: what it asked for and what it was told at last.
 *
 * @param what the kind of request: "design", "order", "move design", "move order"
 * @param id of what it is about; empty when it was refused
 * @param asked what matters of the request: an order's lines, the status of a move
 * @param attempts how often it was sent
 */
record Answer(String what, int status, String id, String asked, int attempts) {
    static final String DESIGN = "design";
    static final String ORDER = "order";
    static final String MOVE_DESIGN = "move design";
    static final String EDIT_DESIGN = "edit design";
    static final String DELETE_DESIGN = "delete design";
    static final String MOVE_ORDER = "move order";

    String line() {
        return String.join("\t", what, Integer.toString(status), id, asked, Integer.toString(attempts));
    }

    static Answer of(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        return new Answer(
                fields.get(0),
                Integer.parseInt(fields.get(1)),
                fields.get(2),
                fields.get(3),
                Integer.parseInt(fields.get(4)));
    }

    boolean accepted() {
        return status == 200 || status == 201 || status == 204;
    }
}
