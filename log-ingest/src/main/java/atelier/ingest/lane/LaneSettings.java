package atelier.ingest.lane;

import java.time.Duration;

/**
 * How a lane reads and writes.
 *
 * @param lease for how long an owner may insert after its membership was confirmed; the wait of whoever comes after it
 */
public record LaneSettings(String brokers, String group, BatchLimits limits, Duration lease) {}
