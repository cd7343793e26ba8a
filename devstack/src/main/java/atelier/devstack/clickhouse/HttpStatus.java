package atelier.devstack.clickhouse;

import java.util.Map;

/** Which HTTP status an error code gets: ClickHouse's exceptionCodeToHTTPStatus. */
final class HttpStatus {
    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 503;

    /** Codes as in ClickHouse's ErrorCodes.cpp. */
    private static final Map<Integer, Integer> BY_CODE = Map.ofEntries(
            Map.entry(6, BAD_REQUEST), // CANNOT_PARSE_TEXT
            Map.entry(15, BAD_REQUEST), // DUPLICATE_COLUMN
            Map.entry(25, BAD_REQUEST), // CANNOT_PARSE_ESCAPE_SEQUENCE
            Map.entry(26, BAD_REQUEST), // CANNOT_PARSE_QUOTED_STRING
            Map.entry(27, BAD_REQUEST), // CANNOT_PARSE_INPUT_ASSERTION_FAILED
            Map.entry(36, BAD_REQUEST), // BAD_ARGUMENTS
            Map.entry(38, BAD_REQUEST), // CANNOT_PARSE_DATE
            Map.entry(41, BAD_REQUEST), // CANNOT_PARSE_DATETIME
            Map.entry(44, BAD_REQUEST), // ILLEGAL_COLUMN
            Map.entry(46, NOT_FOUND), // UNKNOWN_FUNCTION
            Map.entry(47, NOT_FOUND), // UNKNOWN_IDENTIFIER
            Map.entry(48, NOT_IMPLEMENTED), // NOT_IMPLEMENTED
            Map.entry(50, NOT_FOUND), // UNKNOWN_TYPE
            Map.entry(53, BAD_REQUEST), // TYPE_MISMATCH
            Map.entry(56, NOT_FOUND), // UNKNOWN_STORAGE
            Map.entry(60, NOT_FOUND), // UNKNOWN_TABLE
            Map.entry(62, BAD_REQUEST), // SYNTAX_ERROR
            Map.entry(63, NOT_FOUND), // UNKNOWN_AGGREGATE_FUNCTION
            Map.entry(72, BAD_REQUEST), // CANNOT_PARSE_NUMBER
            Map.entry(73, NOT_FOUND), // UNKNOWN_FORMAT
            Map.entry(76, UNAVAILABLE), // CANNOT_OPEN_FILE
            Map.entry(81, NOT_FOUND), // UNKNOWN_DATABASE
            Map.entry(115, NOT_FOUND), // UNKNOWN_SETTING
            Map.entry(117, BAD_REQUEST), // INCORRECT_DATA
            Map.entry(164, ERROR), // READONLY
            Map.entry(202, ERROR), // TOO_MANY_SIMULTANEOUS_QUERIES
            Map.entry(307, CONTENT_TOO_LARGE), // TOO_MANY_BYTES, here for a body over the limit
            Map.entry(321, BAD_REQUEST), // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
            Map.entry(376, BAD_REQUEST), // CANNOT_PARSE_UUID
            Map.entry(516, FORBIDDEN)); // AUTHENTICATION_FAILED

    private HttpStatus() {}

    static int of(int code) {
        return BY_CODE.getOrDefault(code, ERROR);
    }
}
