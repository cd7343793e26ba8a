package atelier.problem.reading;

import atelier.problem.Problem;
import atelier.problem.ProblemException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The one place that decides what counts as a JSON body: one object, UTF-8, no repeated names, nothing after it, 20 levels at most. */
public final class JsonBody {
    private static final int MAX_DEPTH = 20;
    private static final String DUPLICATE = "Duplicate field";

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    // Shared: the default keeps buffers per thread, and with a virtual thread per request each would be
                    // made anew.
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private JsonBody() {}

    /** The fields of the object in {@code body}; anything else ends the request with 400. */
    public static Fields read(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw unreadable("The body is empty; a JSON object is expected.");
        }
        return Fields.of(parse(decode(body)));
    }

    private static String decode(byte[] body) {
        try {
            // A decoder of its own: Jackson would guess UTF-16 and UTF-32, and let some broken UTF-8 pass.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw unreadable("The body is not valid UTF-8.");
        }
    }

    private static ObjectNode parse(String text) {
        try {
            JsonNode root = READER.readTree(text);
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw unreadable("The body has to be a JSON object, not " + Fields.kind(root) + ".");
        } catch (StreamConstraintsException tooMuch) {
            throw unreadable("The body is nested deeper than " + MAX_DEPTH + " levels or holds an overlong number.");
        } catch (JsonProcessingException broken) {
            throw unreadable(reason(broken));
        }
    }

    private static String reason(JsonProcessingException broken) {
        JsonLocation at = broken.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        String message = broken.getOriginalMessage();
        // Only this message is passed on: the others speak of Java classes and parser settings.
        return message != null && message.startsWith(DUPLICATE)
                ? "The body names a field twice" + message.substring(DUPLICATE.length()) + place + "."
                : "The body is not valid JSON" + place + ".";
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(Problem.unreadableBody(detail));
    }
}
