package atelier.logship;

/**
 * What became of the first lines.
 *
 * @param settled how many need not be sent again; at least one
 * @param refused how many of these Kafka will never take
 */
record Sent(int settled, int refused) {}
