package atelier.orders.order;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** The lines of one order: at least one, no article twice. */
public record OrderLines(List<OrderLine> all) {

    public OrderLines {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
        if (all.stream().map(OrderLine::article).distinct().count() < all.size()) {
            throw new IllegalArgumentException("an order names an article once");
        }
    }

    /** What all lines cost together in minor units, or nothing if that is more than {@link Money#MOST}. */
    public Optional<Long> total() {
        BigInteger sum = all.stream()
                .map(line -> BigInteger.valueOf(line.quantity()).multiply(BigInteger.valueOf(line.unitPrice())))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return sum.compareTo(BigInteger.valueOf(Money.MOST)) > 0 ? Optional.empty() : Optional.of(sum.longValueExact());
    }

    /** The designs that are named, in the order of the lines. */
    public SequencedSet<DesignId> designs() {
        var designs = new LinkedHashSet<DesignId>();
        all.forEach(line -> line.design().ifPresent(designs::add));
        return designs;
    }
}
