package dev.gatehouse.jwt.claims;

import dev.gatehouse.jwt.jose.Claims;
import dev.gatehouse.spi.stability.Internal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims that may name the audience of an issuer's tokens, in order. The first one with a value decides alone; a
 * claim that is malformed is not passed over. {@code null} is no value, and neither is an empty list in {@code aud}.
 * Immutable.
 *
 * @since 0.1
 */
@Internal
public final class AudienceClaims {

    static final String AUD = "aud";

    static final AudienceClaims DEFAULT = new AudienceClaims(List.of(AUD));

    /**
     * Claims that don't name an API. {@code azp} is in ID tokens too, and the others are the same for all tokens of an
     * issuer or of a caller, so an audience taken from them would be none.
     */
    private static final Set<String> NO_AUDIENCE =
            Set.of(("azp iss sub exp nbf iat jti nonce typ token_use token_type active sid tid ver acr"
                            + " amr auth_time at_hash c_hash s_hash cnf events")
                    .split(" "));

    private final List<ClaimPath> paths;

    private AudienceClaims(List<String> names) {
        this.paths = names.stream().map(ClaimPath::new).toList();
    }

    /**
     * Returns the claims in this order.
     *
     * @throws IllegalArgumentException if the list is empty or has a claim that does not name an API
     */
    public static AudienceClaims of(Collection<String> listed) {
        if (listed.isEmpty()) {
            throw new IllegalArgumentException("expected a list of claims, such as aud, client_id");
        }
        Set<String> names = new LinkedHashSet<>();
        listed.forEach(name -> names.add(ClaimPath.canonical(name)));
        for (String name : names) {
            if (NO_AUDIENCE.contains(name)) {
                throw new IllegalArgumentException("expected claims that name the API of a token, such as aud,"
                        + " client_id; " + name + " does not: tokens for other APIs have the same value");
            }
        }
        return new AudienceClaims(List.copyOf(names));
    }

    /** Returns the audience; empty if it is malformed; {@code null} if no claim has a value. */
    @Nullable
    public List<String> in(Map<String, @Nullable Object> claims) {
        for (ClaimPath path : paths) {
            Object value = path.in(claims);
            if (value != null && !(path.toString().equals(AUD) && List.of().equals(value))) {
                return names(value);
            }
        }
        return null;
    }

    /**
     * Returns {@code aud} if another claim would decide instead of it; {@code null} otherwise. A foreign {@code aud}
     * stays foreign, wherever the list has it and even if the list lacks it.
     */
    @Nullable
    public List<String> overruled(Map<String, @Nullable Object> claims) {
        if (paths.get(0).toString().equals(AUD)) {
            return null;
        }
        Object value = claims.get(AUD);
        return value == null || List.of().equals(value) ? null : names(value);
    }

    private static List<String> names(Object value) {
        if (value instanceof String one) {
            return one.isEmpty() ? List.of() : List.of(one);
        }
        List<String> all = Claims.strings(value);
        return all == null ? List.of() : all;
    }
}
