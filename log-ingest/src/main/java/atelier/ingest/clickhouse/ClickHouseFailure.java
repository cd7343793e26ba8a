package atelier.ingest.clickhouse;

import java.io.IOException;

/** A statement without a good answer. For an INSERT neither case proves that nothing was written. */
public abstract sealed class ClickHouseFailure extends IOException {

    private ClickHouseFailure(String message) {
        super(message);
    }

    /** ClickHouse answered with an error; {@link #code()} is its number. */
    public static final class Refused extends ClickHouseFailure {

        /** VIOLATED_CONSTRAINT. */
        public static final int VIOLATED_CONSTRAINT = 469;

        /** TOO_MANY_PARTS: merges are slower than inserts. */
        public static final int TOO_MANY_PARTS = 252;

        private final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    /** No answer, or not in time: connection refused, reset, timed out, given up. */
    public static final class NoAnswer extends ClickHouseFailure {

        NoAnswer(String message) {
            super(message);
        }
    }
}
