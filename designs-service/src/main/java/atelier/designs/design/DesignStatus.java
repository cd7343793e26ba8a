package atelier.designs.design;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a design stands on its way to the shop. */
public enum DesignStatus {
    DRAFT,
    PENDING,
    APPROVED,
    REJECTED,
    ARCHIVED;

    /** The steps that are possible from here. */
    public List<DesignStatus> next() {
        return switch (this) {
            case DRAFT, REJECTED -> List.of(PENDING, ARCHIVED);
            case PENDING -> List.of(APPROVED, REJECTED, ARCHIVED);
            case APPROVED -> List.of(ARCHIVED);
            case ARCHIVED -> List.of();
        };
    }

    /** As written in JSON, in events and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DesignStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    public static List<String> words(List<DesignStatus> statuses) {
        return statuses.stream().map(DesignStatus::word).toList();
    }
}
