package atelier.designs.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish for another title or description.
 *
 * @param title the new one; null keeps the one that is there
 * @param describes whether the wish is about the description at all
 * @param description the new one; null for none
 */
public record Edit(
        @Nullable String title, boolean describes, @Nullable String description) {

    String titleOf(Design design) {
        return title == null ? design.title() : title;
    }

    @Nullable
    String descriptionOf(Design design) {
        return describes ? description : design.description();
    }

    /** The fields of {@code after} that are others than before, by their names in JSON. */
    static List<String> changed(Design before, Design after) {
        List<String> names = new ArrayList<>();
        if (!before.title().equals(after.title())) {
            names.add("title");
        }
        if (!Objects.equals(before.description(), after.description())) {
            names.add("description");
        }
        return names;
    }
}
