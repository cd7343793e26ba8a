package atelier.designs.registering;

import atelier.designs.design.DesignStatus;
import atelier.designs.design.TextLimits;
import atelier.problem.reading.Fields;
import atelier.problem.reading.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wish to hand a design in, read and checked. */
record RegisterDesign(String userId, String title, @Nullable String description, DesignStatus status) {
    private static final List<String> FIRST = DesignStatus.words(List.of(DesignStatus.DRAFT, DesignStatus.PENDING));

    static RegisterDesign read(byte @Nullable [] json) {
        Fields body = JsonBody.read(json);
        String title = body.text("title", TextLimits.TITLE);
        String description = body.optionalLines("description", TextLimits.DESCRIPTION);
        String userId = body.textOrWhole("user_id", TextLimits.USER_ID);
        String status = body.choice("status", FIRST, DesignStatus.DRAFT.word());
        body.done();
        return new RegisterDesign(
                userId, title, description, DesignStatus.of(status).orElseThrow());
    }
}
