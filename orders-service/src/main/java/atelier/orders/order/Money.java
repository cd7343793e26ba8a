package atelier.orders.order;

import java.util.Currency;
import java.util.Optional;

/**
 * An amount that is never rounded.
 *
 * @param minor in minor units of the currency (cents), 0 to {@link #MOST}
 */
public record Money(long minor, Currency currency) {
    /** 2^53 - 1: what every JSON reader, JavaScript's included, still reads exactly. */
    public static final long MOST = 9_007_199_254_740_991L;

    public Money {
        if (minor < 0 || minor > MOST) {
            throw new IllegalArgumentException("an amount is between 0 and " + MOST + ", not " + minor);
        }
    }

    /** The currency of an ISO 4217 code; nothing for other texts and for codes that are no money (gold, tests, none). */
    public static Optional<Currency> currency(String code) {
        // getInstance would take no lower case and throw; the set is small and asked once per order.
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .findFirst();
    }
}
