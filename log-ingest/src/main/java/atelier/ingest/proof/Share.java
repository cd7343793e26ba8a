package atelier.ingest.proof;

/**
 * Those things whose hash, cut to the mask, is the value: as many as fit into memory at a time.
 *
 * @param mask the lowest bits, all of them 1
 */
public record Share(long mask, long value) {

    public static final Share ALL = new Share(0, 0);

    public boolean has(long hash) {
        return (hash & mask) == value;
    }

    public Share half() {
        return new Share(mask | (mask + 1), value);
    }

    public Share otherHalf() {
        return new Share(mask | (mask + 1), value | (mask + 1));
    }
}
