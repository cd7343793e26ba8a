package atelier.console.logs;

import atelier.console.session.Output;

/** Writes a record with all its bytes, one after the other. */
sealed interface WholeView permits FullView, JsonView, CsvView {

    /** Before the first record, and when there is none. */
    default void begin(Output out) {}

    void write(WholeRow row, Output out);
}
