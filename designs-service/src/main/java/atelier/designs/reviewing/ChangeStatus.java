package atelier.designs.reviewing;

import atelier.designs.design.DesignStatus;
import atelier.designs.design.TextLimits;
import atelier.problem.reading.Fields;
import atelier.problem.reading.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wish to move a design to another status, read and checked. */
record ChangeStatus(DesignStatus status, @Nullable String reason) {
    private static final List<String> WORDS = DesignStatus.words(List.of(DesignStatus.values()));

    static ChangeStatus read(byte @Nullable [] json) {
        Fields body = JsonBody.read(json);
        String word = body.choice("new_status", WORDS);
        String reason = body.optionalText("reason", TextLimits.REASON);
        body.done();
        return new ChangeStatus(DesignStatus.of(word).orElseThrow(), reason);
    }
}
