package atelier.designs.design;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.events.DesignEvent;
import atelier.events.EmailEvent;
import atelier.events.NotificationEvent;
import atelier.events.SmsEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private final Design pending = Design.register(DesignId.next(), "user_1", "Fox", null, DesignStatus.PENDING, NOON)
            .design();

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
            Change review = in(from).review(to, null, LATER);
            if (steps.contains(to.name())) {
                assertThat(review).isInstanceOf(Change.Done.class);
            } else {
                assertThat(review).isEqualTo(new Change.Forbidden(from, to));
            }
        }
    }

    @Test
    void saysEachStepWithTheNextNumber() {
        var changed = (Change.Done) pending.review(DesignStatus.REJECTED, "too small", LATER);

        assertThat(pending.sequence()).isEqualTo(1);
        assertThat(changed.design().sequence()).isEqualTo(2);
        assertThat(changed.event())
                .isEqualTo(new DesignEvent.StatusChanged(
                        pending.id().text(), "user_1", "Fox", "pending", "rejected", "too small", LATER));
    }

    @Test
    void forgetsTheReasonOfAnEarlierStep() {
        var rejected = (Change.Done) pending.review(DesignStatus.REJECTED, "too small", LATER);
        var again = (Change.Done) rejected.design().review(DesignStatus.PENDING, null, LATER);

        assertThat(again.design().reason()).isNull();
    }

    @Test
    void tellsTheOwnerWhatSomebodyElseDecided() {
        assertThat(noticeOf(DesignStatus.PENDING, DesignStatus.APPROVED))
                .isEqualTo("design_approved: Your design \"Fox\" is approved: good");
        assertThat(noticeOf(DesignStatus.PENDING, DesignStatus.REJECTED))
                .isEqualTo("design_rejected: Your design \"Fox\" was rejected: good");
        assertThat(noticeOf(DesignStatus.APPROVED, DesignStatus.ARCHIVED))
                .isEqualTo("design_archived: Your design \"Fox\" was archived: good");
        assertThat(noticeOf(DesignStatus.REJECTED, DesignStatus.PENDING))
                .isEqualTo("design_pending: Your design \"Fox\" is in review again: good");
        assertThat(noticeOf(DesignStatus.DRAFT, DesignStatus.PENDING)).isEmpty();
        assertThat(notice((Change.Done) pending.delete(LATER)))
                .isEqualTo("design_deleted: Your design \"Fox\" was deleted.");
    }

    @Test
    void keepsEachStepInItsHistory() {
        var registered = Design.register(DesignId.next(), "user_1", "Fox", null, DesignStatus.DRAFT, NOON);
        var id = registered.design().id();

        assertThat(registered.entry())
                .isEqualTo(new HistoryEntry(id, 1, "design.created", null, DesignStatus.DRAFT, null, NOON));
        assertThat(((Change.Done) registered.design().review(DesignStatus.PENDING, "ready", LATER)).entry())
                .isEqualTo(new HistoryEntry(
                        id, 2, "design.status_changed", DesignStatus.DRAFT, DesignStatus.PENDING, "ready", LATER));
        assertThat(((Change.Done) registered.design().delete(LATER)).entry())
                .isEqualTo(
                        new HistoryEntry(id, 2, "design.deleted", DesignStatus.DRAFT, DesignStatus.DRAFT, null, LATER));
    }

    @Test
    void saysWhichFieldsAnEditChanged() {
        var both = (Change.Done) pending.edit(new Edit("Owl", true, "by night"), LATER);
        var cleared = (Change.Done) both.design().edit(new Edit("Owl", true, null), LATER);

        assertThat(both.event())
                .isEqualTo(new DesignEvent.Updated(
                        pending.id().text(), "user_1", "Owl", "by night", List.of("title", "description"), LATER));
        assertThat(cleared.event())
                .isEqualTo(new DesignEvent.Updated(
                        pending.id().text(), "user_1", "Owl", null, List.of("description"), LATER));
        assertThat(cleared.design().sequence()).isEqualTo(3);
        assertThat(cleared.design().status()).isEqualTo(DesignStatus.PENDING);
    }

    @Test
    void saysNothingOfAnEditThatChangesNothing() {
        assertThat(pending.edit(new Edit("Fox", true, null), LATER)).isEqualTo(new Change.Unchanged(pending));
        assertThat(pending.edit(new Edit(null, false, null), LATER)).isEqualTo(new Change.Unchanged(pending));
    }

    @Test
    void knowsWhichIdsCanExist() {
        assertThat(DesignId.parse(pending.id().text())).contains(pending.id());
        assertThat(DesignId.parse("design_123")).isEmpty();
        assertThat(DesignId.parse(pending.id().text().replace("design", "order")))
                .isEmpty();
    }

    private static String noticeOf(DesignStatus from, DesignStatus to) {
        return notice((Change.Done) in(from).review(to, "good", LATER));
    }

    private static String notice(Change.Done done) {
        return done.notice()
                .map(notice -> switch (notice) {
                    case NotificationEvent.Push push -> push.kind() + ": " + push.message();
                    case EmailEvent mail -> mail.type();
                    case SmsEvent text -> text.type();
                })
                .orElse("");
    }

    private static Design in(DesignStatus status) {
        return Design.register(DesignId.next(), "user_1", "Fox", null, status, NOON)
                .design();
    }
}
