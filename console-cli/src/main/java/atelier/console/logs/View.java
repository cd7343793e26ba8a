package atelier.console.logs;

import atelier.logs.view.LogRow;

/** Writes rows, one after the other. */
interface View {

    /** Before the first row, and when there is none. */
    default void begin() {}

    void row(LogRow row);

    /** After the last row, or the last for now: what was given is to be seen. */
    default void end() {}
}
