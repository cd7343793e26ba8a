/**
 * Measures the way from Kafka into {@code kafka_logs}: {@code make bench-ingest}.
 *
 * <p>Invariant: ways that are compared take turns in one run, with the same broker, engine, table definition and events, and a figure stands only beside the check of what its table holds.
 */
@NullMarked
package atelier.bench.ingest;

import org.jspecify.annotations.NullMarked;
