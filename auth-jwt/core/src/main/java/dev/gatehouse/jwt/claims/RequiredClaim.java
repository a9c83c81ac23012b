package dev.gatehouse.jwt.claims;

import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.stability.Internal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A claim that tokens must have. Null, a blank string, an empty list and an empty object count as missing. Immutable.
 *
 * @param path the path of the claim
 * @param value the value that it must equal or contain; {@code null} if any value is accepted
 * @param text whether it must be a string if no value is required
 * @since 0.1
 */
@Internal
public record RequiredClaim(ClaimPath path, @Nullable String value, boolean text) {

    /** Reads a list of {@code name} or {@code name=value}. */
    public static List<RequiredClaim> parseList(String text) {
        return SettingList.entries(text).stream()
                .map(entry -> new RequiredClaim(
                        new ClaimPath(entry.name()), entry.value().orElse(null), false))
                .distinct()
                .toList();
    }

    public boolean holds(Map<String, @Nullable Object> claims) {
        Object found = path.in(claims);
        if (value != null) {
            return isValue(found)
                    || (found instanceof List<?> elements && elements.stream().anyMatch(this::isValue));
        }
        return found instanceof String present
                ? !present.isBlank()
                : !text
                        && found != null
                        && !(found instanceof Collection<?> all && all.isEmpty())
                        && !Map.of().equals(found);
    }

    /** Returns whether the claim is exactly the required value, and not a list that contains it. */
    public boolean equalsIn(Map<String, @Nullable Object> claims) {
        return isValue(path.in(claims));
    }

    /** Strings, integers and booleans are compared in their JSON form. */
    private boolean isValue(@Nullable Object found) {
        boolean scalar = found instanceof String
                || found instanceof Long
                || found instanceof BigInteger
                || found instanceof Boolean;
        return scalar && Objects.equals(value, String.valueOf(found));
    }
}
