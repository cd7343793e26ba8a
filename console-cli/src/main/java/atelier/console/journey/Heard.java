package atelier.console.journey;

/** An event as it was read from Kafka. */
record Heard(String topic, int partition, long offset, String key, String type, String eventId, String value) {

    String place() {
        return topic + "/" + partition + "@" + offset;
    }
}
