package atelier.console.journey;

/** Tells what was seen, step by step while it happens. */
interface Report {

    void begin();

    void step(Done done);

    void end(int steps, int events);
}
