package dev.gatehouse.jwt.claims;

import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the claims of an issuer's tokens say about audience, subject, kind and owner. Immutable.
 *
 * @param audience the claims that may name the audience
 * @param subject the claims that may identify the caller
 * @param scopes the claims that prove an access token
 * @param idTokens whether ID tokens are accepted
 * @param logoutTokens whether logout tokens are accepted, and nothing else
 * @param ownerClaims the claims that can name an owner, if the holders of tokens choose the audience; else empty
 * @param owners the owners whose tokens are accepted; empty if any are
 * @since 0.1
 */
@Internal
public record TokenClaims(
        AudienceClaims audience,
        SubjectClaims subject,
        Set<String> scopes,
        boolean idTokens,
        boolean logoutTokens,
        Set<String> ownerClaims,
        List<RequiredClaim> owners) {

    public static final TokenClaims DEFAULT =
            new TokenClaims(AudienceClaims.DEFAULT, SubjectClaims.DEFAULT, Set.of(), false, false, Set.of(), List.of());

    public TokenClaims withAudience(AudienceClaims claims) {
        return new TokenClaims(claims, subject, scopes, idTokens, logoutTokens, ownerClaims, owners);
    }

    public TokenClaims withSubject(SubjectClaims claims) {
        return new TokenClaims(audience, claims, scopes, idTokens, logoutTokens, ownerClaims, owners);
    }

    public TokenClaims withScopes(Set<String> claims) {
        return new TokenClaims(audience, subject, Set.copyOf(claims), idTokens, logoutTokens, ownerClaims, owners);
    }

    public TokenClaims withIdTokens() {
        return new TokenClaims(audience, subject, scopes, true, logoutTokens, ownerClaims, owners);
    }

    public TokenClaims withLogoutTokens() {
        return new TokenClaims(audience, SubjectClaims.OF_LOGOUT_TOKENS, scopes, false, true, ownerClaims, owners);
    }

    public TokenClaims withOwnerClaims(Set<String> claims) {
        return new TokenClaims(audience, subject, scopes, idTokens, logoutTokens, Set.copyOf(claims), owners);
    }

    public TokenClaims withOwner(RequiredClaim owner) {
        List<RequiredClaim> more = new ArrayList<>(owners);
        more.add(owner);
        return new TokenClaims(audience, subject, scopes, idTokens, logoutTokens, ownerClaims, List.copyOf(more));
    }
}
