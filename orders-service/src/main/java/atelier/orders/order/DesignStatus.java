package atelier.orders.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a design stands, as far as this service has heard. */
public enum DesignStatus {
    /** An order named it before anything was heard of it. */
    UNKNOWN,
    DRAFT,
    PENDING,
    APPROVED,
    REJECTED,
    ARCHIVED,
    DELETED;

    /** What this means for an order that names the design. */
    public Verdict verdict() {
        return switch (this) {
            case APPROVED -> Verdict.ORDERABLE;
            case UNKNOWN, DRAFT, PENDING -> Verdict.UNDECIDED;
            case REJECTED, ARCHIVED, DELETED -> Verdict.REFUSED;
        };
    }

    /** As written in events and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DesignStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** Whether an order may name a design. */
    public enum Verdict {
        ORDERABLE,
        UNDECIDED,
        REFUSED
    }
}
