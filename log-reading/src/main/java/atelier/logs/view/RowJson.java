package atelier.logs.view;

import atelier.logs.octets.Json;
import atelier.logs.octets.Octets;
import atelier.logs.time.Stamp;
import java.util.List;

/** A row as one JSON object, from which every byte can be got back. */
public final class RowJson {

    private RowJson() {}

    public static void write(LogRow row, Json json) {
        json.open('{');
        for (int i = 0; i < row.columns().size(); i++) {
            field(json, row.columns().get(i).name(), row.values().get(i));
        }
        json.close('}');
    }

    private static void field(Json json, String name, Value value) {
        switch (value) {
            case Value.Absent _ -> json.name(name).text(null);
            case Value.Bytes bytes -> json.field(name, bytes.octets());
            case Value.Word word -> json.name(name).text(word.text());
            case Value.Digits number -> json.name(name).literal(number.text());
            case Value.Time time -> json.name(name).text(Stamp.utc(time.instant()));
            case Value.Flag flag -> json.name(name).literal(Boolean.toString(flag.set()));
            case Value.Headers headers -> headers(json.name(name), headers.pairs());
            case Value.Attributes attributes -> attributes(json.name(name), attributes.pairs());
        }
    }

    /** A list and not an object, because names can repeat and their order says something. */
    public static void headers(Json json, List<Value.Pair> headers) {
        json.open('[');
        for (Value.Pair header : headers) {
            json.open('{')
                    .field("name", header.name())
                    .field("value", header.value())
                    .close('}');
        }
        json.close(']');
    }

    public static void attributes(Json json, List<Value.Pair> attributes) {
        json.open('{');
        for (Value.Pair attribute : attributes) {
            Octets name = attribute.name();
            String text = name.text();
            json.field(text == null ? name.base64() : text, attribute.value());
        }
        json.close('}');
    }
}
