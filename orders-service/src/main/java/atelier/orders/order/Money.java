package atelier.orders.order;

import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An amount that is never rounded.
 *
 * @param minor in minor units of the currency (cents), 0 to {@link #MOST}
 */
public record Money(long minor, Currency currency) {
    /** 2^53 - 1: what every JSON reader, JavaScript's included, still reads exactly. */
    public static final long MOST = 9_007_199_254_740_991L;

    private static final Map<String, Currency> CURRENT = current();

    public Money {
        if (minor < 0 || minor > MOST) {
            throw new IllegalArgumentException("an amount is between 0 and " + MOST + ", not " + minor);
        }
    }

    /** The currency of an ISO 4217 code; nothing for other texts, for codes that are no money (gold, tests, none) and for what no country pays with any more. */
    public static Optional<Currency> currency(String code) {
        return Optional.ofNullable(CURRENT.get(code));
    }

    /** The JDK knows what was ever in the standard; what is in use it tells by country. */
    private static Map<String, Currency> current() {
        return Arrays.stream(Locale.getISOCountries())
                .map(country -> Currency.getInstance(Locale.of("", country)))
                .filter(Objects::nonNull) // Antarctica has none
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));
    }
}
