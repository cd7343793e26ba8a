package atelier.ingest.following;

import atelier.logs.follow.FollowedRow;
import atelier.logs.octets.Json;
import atelier.logs.view.RowJson;
import org.jspecify.annotations.Nullable;

/** What a stream consists of. */
public sealed interface Sent {

    /** First of all, so that the client knows that it is heard. */
    record Hello() implements Sent {}

    /** Nothing has come; shows proxies and the client that the stream lives, and us that the client does. */
    record Heartbeat() implements Sent {}

    /**
     * A row.
     *
     * @param cursor the position behind it, for a client that comes back
     */
    record Row(String cursor, String json) implements Sent {

        static Row of(FollowedRow row, int cut, String cursor) {
            Json json = new Json();
            RowJson.write(row.row().withoutBrokenEnds(cut), json);
            return new Row(cursor, json.toString());
        }

        /** What it takes, nearly. */
        long bytes() {
            return 100L + cursor.length() + 2L * json.length();
        }
    }

    /**
     * The client was too slow for so many of its rows.
     *
     * @param cursor of the last row before them; null if there was none
     */
    record Missed(long rows, @Nullable String cursor) implements Sent {

        public String json() {
            Json json = new Json().open('{').name("missed").number(rows);
            return json.name("cursor").text(cursor).close('}').toString();
        }
    }
}
