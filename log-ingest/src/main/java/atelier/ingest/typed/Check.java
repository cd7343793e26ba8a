package atelier.ingest.typed;

/**
 * One way not to fit a table.
 *
 * @param misfits condition in SQL
 * @param found expression in SQL: what is there instead, never a personal address
 */
record Check(String field, String misfits, String found, String expected) {

    String sql() {
        return "(toUInt8(ifNull(" + misfits + ", 1)), " + Json.quoted(field) + ", toString(" + found + "), "
                + Json.quoted(expected) + ")";
    }
}
