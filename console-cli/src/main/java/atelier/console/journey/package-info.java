/**
 * Drives designs and orders through a running system and looks where their events went.
 *
 * <p>Invariant: an event counts as arrived only when it was read from Kafka and the same topic, partition and offset is in ClickHouse with the same value.
 */
@NullMarked
package atelier.console.journey;

import org.jspecify.annotations.NullMarked;
