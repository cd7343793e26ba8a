package atelier.logship;

/**
 * How much of what was logged may wait.
 *
 * @param lines the most
 * @param bytes the most that they take, each with what an array and its place cost
 */
record Limits(int lines, long bytes) {

    /** Hours of a service at rest, some ten seconds of one under load. */
    static final Limits USUAL = new Limits(5_000, 2 << 20);
}
