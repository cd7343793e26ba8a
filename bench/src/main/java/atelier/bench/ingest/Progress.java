package atelier.bench.ingest;

/** What is going on, on stderr: the report alone is on stdout. */
final class Progress {
    private static final long BEGIN = System.nanoTime();

    private Progress() {}

    static void say(String text) {
        System.err.println((System.nanoTime() - BEGIN) / 1_000_000_000 + " s: " + text);
    }
}
