package atelier.logs.stats;

import atelier.logs.octets.Json;
import atelier.logs.time.Stamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was counted between two times.
 *
 * @param stats largest first; minutes oldest first, those without a record left out
 * @param cut there are more than these
 */
public record Stats(By by, List<Stat> stats, Instant from, Instant to, boolean cut) {

    private static final double MILLIS = 1000;

    public Stats {
        stats = List.copyOf(stats);
    }

    /** Of all labels, those that were cut off too. */
    public long records() {
        return stats.isEmpty() ? 0 : stats.getFirst().all();
    }

    /** Records a second: of a minute over that minute, else over the whole time. */
    public double perSecond(Stat stat) {
        double seconds =
                by == By.MINUTE ? 60 : Math.max(1, Duration.between(from, to).toMillis() / MILLIS);
        return stat.records() / seconds;
    }

    /** A minute as it begins. */
    public static Instant minute(Stat stat) {
        return stat.first();
    }

    public void write(Stat stat, Json json) {
        json.open('{');
        if (by == By.MINUTE) {
            json.name(by.column()).text(Stamp.utc(minute(stat)));
        } else {
            json.field(by.column(), stat.label());
        }
        json.name("records").number(stat.records());
        json.name("bytes").number(stat.bytes());
        json.name("failed").number(stat.failed());
        json.name("invalid").number(stat.invalid());
        json.name("per_second").literal(rounded(perSecond(stat)));
        json.name("error_percent").literal(rounded(stat.errorPercent()));
        json.close('}');
    }

    /** To three digits behind the point. */
    public static String rounded(double number) {
        BigDecimal three = BigDecimal.valueOf(number).setScale(3, RoundingMode.HALF_UP);
        return three.signum() == 0 ? "0" : three.stripTrailingZeros().toPlainString();
    }
}
