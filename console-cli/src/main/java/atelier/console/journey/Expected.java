package atelier.console.journey;

/**
 * An event that must come of a step.
 *
 * @param topic by its default name: designs or orders
 * @param key what it is about; empty: what the step made
 * @param field of its value that must say {@code says}; empty: any
 */
record Expected(String topic, String key, String type, String field, String says) {

    static Expected of(String topic, String type) {
        return new Expected(topic, "", type, "", "");
    }

    static Expected status(String id, String status) {
        return new Expected("designs", id, "design.status_changed", "new_status", status);
    }

    static Expected order(String id, String type) {
        return new Expected("orders", id, type, "", "");
    }

    Expected about(String id) {
        return key.isEmpty() ? new Expected(topic, id, type, field, says) : this;
    }

    boolean is(Heard heard) {
        return heard.key().equals(key)
                && heard.type().equals(type)
                && (field.isEmpty()
                        || Http.read(heard.value()).path(field).asText("").equals(says));
    }

    String text() {
        return type + (field.isEmpty() ? "" : " with " + field + " " + says) + " of " + key;
    }
}
