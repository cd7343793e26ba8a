package atelier.designs.design;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.events.DesignEvent;
import atelier.events.NotificationEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private final Design pending = Design.register(DesignId.next(), "user_1", "Fox", null, DesignStatus.PENDING, NOON);

    @ParameterizedTest
    @CsvSource({
        "DRAFT, PENDING ARCHIVED",
        "PENDING, APPROVED REJECTED ARCHIVED",
        "APPROVED, ARCHIVED",
        "REJECTED, PENDING ARCHIVED",
        "ARCHIVED, ''"
    })
    void takesOnlyTheseSteps(DesignStatus from, String steps) {
        for (DesignStatus to : DesignStatus.values()) {
            Review review = in(from).review(to, null, LATER);
            if (steps.contains(to.name())) {
                assertThat(review).isInstanceOf(Review.Changed.class);
            } else {
                assertThat(review).isEqualTo(new Review.Forbidden(from, to));
            }
        }
    }

    @Test
    void saysEachStepWithTheNextNumber() {
        var changed = (Review.Changed) pending.review(DesignStatus.REJECTED, "too small", LATER);

        assertThat(pending.sequence()).isEqualTo(1);
        assertThat(changed.design().sequence()).isEqualTo(2);
        assertThat(changed.event())
                .isEqualTo(new DesignEvent.StatusChanged(
                        pending.id().text(), "user_1", "Fox", "pending", "rejected", "too small", LATER));
    }

    @Test
    void forgetsTheReasonOfAnEarlierStep() {
        var rejected = (Review.Changed) pending.review(DesignStatus.REJECTED, "too small", LATER);
        var again = (Review.Changed) rejected.design().review(DesignStatus.PENDING, null, LATER);

        assertThat(again.design().reason()).isNull();
    }

    @Test
    void tellsTheOwnerOfApprovalAndRejectionOnly() {
        assertThat(noticeOf(DesignStatus.APPROVED))
                .startsWith("design_approved: Your design \"Fox\" is approved: good");
        assertThat(noticeOf(DesignStatus.REJECTED))
                .startsWith("design_rejected: Your design \"Fox\" was rejected: good");
        assertThat(noticeOf(DesignStatus.ARCHIVED)).isEmpty();
    }

    @Test
    void knowsWhichIdsCanExist() {
        assertThat(DesignId.parse(pending.id().text())).contains(pending.id());
        assertThat(DesignId.parse("design_123")).isEmpty();
        assertThat(DesignId.parse(pending.id().text().replace("design", "order")))
                .isEmpty();
    }

    private String noticeOf(DesignStatus status) {
        return ReviewNotice.of((Review.Changed) pending.review(status, "good", LATER))
                .map(notice -> switch (notice) {
                    case NotificationEvent.Push push -> push.kind() + ": " + push.message();
                })
                .orElse("");
    }

    private static Design in(DesignStatus status) {
        return Design.register(DesignId.next(), "user_1", "Fox", null, status, NOON);
    }
}
