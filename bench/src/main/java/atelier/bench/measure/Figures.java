package atelier.bench.measure;

import java.util.Arrays;
import java.util.List;

/** Order statistics. */
public final class Figures {
    private Figures() {}

    public static double median(List<Double> values) {
        return quantile(values.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
    }

    /** The smallest value that is not exceeded by a share of all. */
    public static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
