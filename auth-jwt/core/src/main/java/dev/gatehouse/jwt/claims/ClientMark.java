package dev.gatehouse.jwt.claims;

import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What marks the token of a client: a claim, a claim with a value, or that a claim is absent. Immutable.
 *
 * @param claim the claim
 * @param absent whether the token must lack it
 * @since 0.1
 */
@Internal
public record ClientMark(RequiredClaim claim, boolean absent) {

    /** Reads a list of {@code claim}, {@code claim=value} and {@code !claim}. */
    public static List<ClientMark> parseList(String text) {
        return SettingList.entries(text).stream().map(ClientMark::of).distinct().toList();
    }

    private static ClientMark of(SettingList.Entry entry) {
        boolean absent = entry.name().startsWith("!");
        if (absent && entry.value().isPresent()) {
            throw new IllegalArgumentException("expected claim, claim=value or !claim; ! allows no value");
        }
        ClaimPath path = new ClaimPath(absent ? entry.name().substring(1) : entry.name());
        return new ClientMark(new RequiredClaim(path, entry.value().orElse(null), false), absent);
    }

    public boolean holds(Map<String, @Nullable Object> claims) {
        return claim.holds(claims) != absent;
    }
}
