package atelier.orders.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.events.OrderEvent;
import atelier.events.TypeId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final DesignId FOX = design();
    private static final DesignId OWL = design();

    @Test
    void standsAtOnceWhenEveryDesignIsApproved() {
        var placed = placed(Map.of(FOX, DesignStatus.APPROVED, OWL, DesignStatus.APPROVED));

        assertThat(placed.order().onHold()).isFalse();
        assertThat(placed.waitsFor()).isEmpty();
        assertThat(placed.order().sequence()).isEqualTo(1);
        assertThat(placed.order().firstEvents())
                .singleElement()
                .isInstanceOfSatisfying(OrderEvent.Created.class, said -> {
                    assertThat(said.total()).isEqualTo(500);
                    assertThat(said.items()).hasSize(2);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "DRAFT", "PENDING"})
    void waitsForADesignThatIsNotDecided(DesignStatus status) {
        var placed = placed(Map.of(FOX, DesignStatus.APPROVED, OWL, status));

        assertThat(placed.order().onHold()).isTrue();
        assertThat(placed.order().status()).isEqualTo(OrderStatus.CREATED);
        assertThat(placed.waitsFor()).containsExactly(OWL);
        assertThat(placed.order().sequence()).isEqualTo(2);
        assertThat(placed.order().firstEvents())
                .extracting(OrderEvent::type)
                .containsExactly("order.created", "order.on_hold");
    }

    @Test
    void waitsForADesignThatNobodySpokeOf() {
        assertThat(placed(Map.of()).waitsFor()).containsExactly(FOX, OWL);
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "ARCHIVED", "DELETED"})
    void isRefusedForADesignThatCannotBeOrdered(DesignStatus status) {
        Placement placement = Order.place(OrderId.next(), wish(), Map.of(FOX, DesignStatus.PENDING, OWL, status), NOON);

        assertThat(placement).isEqualTo(new Placement.Refused(Map.of(OWL, status)));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED, PROCESSED CANCELLED",
        "PROCESSED, SHIPPED CANCELLED",
        "SHIPPED, DELIVERED",
        "DELIVERED, ''",
        "CANCELLED, ''"
    })
    void takesOnlyTheseSteps(OrderStatus from, String steps) {
        assertThat(String.join(" ", from.next().stream().map(OrderStatus::name).toList()))
                .isEqualTo(steps);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnlyWhereItsStepsLead(OrderStatus to) {
        Order free = placed(Map.of(FOX, DesignStatus.APPROVED, OWL, DesignStatus.APPROVED))
                .order();
        Order held = placed(Map.of()).order();

        assertThat(free.advance(to, null, NOON) instanceof Advance.Moved)
                .isEqualTo(free.steps().contains(to));
        assertThat(held.advance(to, null, NOON) instanceof Advance.Moved).isEqualTo(to == OrderStatus.CANCELLED);
        assertThat(held.steps()).containsExactly(OrderStatus.CANCELLED);
    }

    @Test
    void saysItsNextStepUnderTheNextNumberAndWaitsNoLonger() {
        Order held = placed(Map.of()).order();

        var moved = (Advance.Moved) held.advance(OrderStatus.CANCELLED, null, NOON.plusSeconds(1));

        assertThat(moved.order().sequence()).isEqualTo(3);
        assertThat(moved.order().onHold()).isFalse();
        assertThat(moved.order().updatedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(moved.event())
                .isEqualTo(new OrderEvent.Cancelled(
                        held.id().text(), "user_1", "cancelled on request", NOON.plusSeconds(1)));
    }

    @Test
    void knowsItsTotalToTheLastUnitOrNotAtAll() {
        assertThat(lines(line(FOX, 1, Money.MOST)).total()).contains(Money.MOST);
        assertThat(lines(line(FOX, 1, Money.MOST), line(OWL, 1, 1)).total()).isEmpty();
        assertThat(lines(line(FOX, Integer.MAX_VALUE, Long.MAX_VALUE)).total()).isEmpty();
    }

    @Test
    void namesAnArticleOnce() {
        assertThatThrownBy(() -> lines(line(FOX, 1, 1), line(FOX, 2, 1))).hasMessage("an order names an article once");
        assertThatThrownBy(() -> lines()).hasMessage("an order has at least one line");
    }

    @Test
    void takesCurrenciesThatAreMoney() {
        assertThat(List.of("USD", "EUR", "JPY", "VND", "RUB", "GBP", "KWD", "XOF", "CHF", "CNY"))
                .allSatisfy(code -> assertThat(Money.currency(code)).isPresent());
        assertThat(List.of("usd", "XXX", "XAU", "XTS", "DEM", "ITL", "CHE", "UЅD", "DOLLAR", "", "ZZZ"))
                .allSatisfy(code -> assertThat(Money.currency(code)).isEmpty());
    }

    @Test
    void keepsAReasonToOneStorableLine() {
        assertThat(new Reason("two\nlines\u0000 and half a \ud800 pair\u001b[31m").text())
                .isEqualTo("two lines and half a  pair[31m");
        assertThat(new Reason("🦊".repeat(600)).text()).isEqualTo("🦊".repeat(500));
    }

    private static Placement.Placed placed(Map<DesignId, DesignStatus> known) {
        return (Placement.Placed) Order.place(OrderId.next(), wish(), known, NOON);
    }

    private static Wish wish() {
        var lines = lines(line(FOX, 2, 200), line(OWL, 1, 100));
        return new Wish("user_1", lines, new Money(500, Currency.getInstance("USD")));
    }

    private static OrderLines lines(OrderLine... lines) {
        return new OrderLines(Arrays.asList(lines));
    }

    private static OrderLine line(DesignId design, int quantity, long unitPrice) {
        return new OrderLine(new Article.OfDesign(design), quantity, unitPrice);
    }

    private static DesignId design() {
        return DesignId.parse(TypeId.next("design").toString()).orElseThrow();
    }
}
