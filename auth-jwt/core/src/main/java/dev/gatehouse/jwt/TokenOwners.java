package dev.gatehouse.jwt;

import dev.gatehouse.jwt.claims.ChosenAudience;
import dev.gatehouse.jwt.claims.RequiredClaim;
import dev.gatehouse.jwt.claims.TokenClaims;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The owners whose tokens are accepted: each is a claim with a value, and one of them must hold. Immutable. */
final class TokenOwners {

    private final String issuer;
    private final List<RequiredClaim> owners;
    private final List<ChosenAudience> unconstrained = new ArrayList<>();

    TokenOwners(IssuerPolicy policy) {
        TokenClaims claims = policy.tokenClaims();
        this.issuer = policy.issuer();
        this.owners = claims.owners();
        for (ChosenAudience sort : ChosenAudience.values()) {
            if (claims.ownerClaims().isEmpty() && !constrains(sort.ownerClaims(), owners, policy.requiredClaims())) {
                unconstrained.add(sort);
            }
        }
    }

    /** Returns what is wrong with the owners for an issuer; {@code null} if nothing is. */
    static @Nullable String problem(String issuer, TokenClaims claims, Collection<RequiredClaim> required) {
        Set<String> stated = claims.ownerClaims();
        if (!stated.isEmpty()) {
            return constrains(stated, claims.owners(), required) ? null : problem(stated);
        }
        for (ChosenAudience sort : ChosenAudience.values()) {
            if (sort.needsOwner(issuer, claims.idTokens())
                    && !constrains(sort.ownerClaims(), claims.owners(), required)) {
                return problem(sort.ownerClaims());
            }
        }
        return null;
    }

    private static String problem(Set<String> claims) {
        return "is missing or names another claim; the holders of this issuer's tokens choose the audience themselves,"
                + " so anyone could make a token for this API. Name the owners whose tokens are accepted by one of"
                + " these claims with a value: " + String.join(", ", new TreeSet<>(claims));
    }

    /** One owner of another claim is enough to let a token in, so all of them must be of these claims. */
    private static boolean constrains(
            Set<String> claims, List<RequiredClaim> owners, Collection<RequiredClaim> required) {
        boolean byOwners = !owners.isEmpty()
                && owners.stream()
                        .allMatch(owner -> claims.contains(owner.path().toString()));
        return byOwners
                || required.stream()
                        .anyMatch(claim -> claim.value() != null
                                && claims.contains(claim.path().toString()));
    }

    /** Returns the reason to refuse the owner of a token; {@code null} if it is accepted. */
    @Nullable
    Reason refusal(Map<String, @Nullable Object> claims) {
        for (int i = 0; i < unconstrained.size(); i++) {
            if (unconstrained.get(i).marks(issuer, claims)) {
                return TokenReasons.NO_OWNER;
            }
        }
        return owners.isEmpty() || owners.stream().anyMatch(owner -> owner.equalsIn(claims))
                ? null
                : TokenReasons.OWNER;
    }
}
