package atelier.designs.editing;

import atelier.designs.design.Edit;
import atelier.designs.design.TextLimits;
import atelier.problem.reading.Fields;
import atelier.problem.reading.JsonBody;
import org.jspecify.annotations.Nullable;

/** Reads the wish for another title or description: a field that is not there stays as it is, a description of null is taken away. */
final class EditDesign {
    private EditDesign() {}

    static Edit read(byte @Nullable [] json) {
        Fields body = JsonBody.read(json);
        String title = body.optionalText("title", TextLimits.TITLE);
        String description = body.optionalLines("description", TextLimits.DESCRIPTION);
        if (title == null && body.names("title")) {
            body.refuse("title", "must not be null");
        }
        if (!body.names("title") && !body.names("description")) {
            body.refuse("title", "or description is required");
        }
        body.done();
        return new Edit(title, body.names("description"), description);
    }
}
