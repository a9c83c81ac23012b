package dev.gatehouse.jwt;

import dev.gatehouse.jwt.keys.VerificationKeys;
import dev.gatehouse.jwt.provider.TenantTemplate;
import dev.gatehouse.jwt.provider.TokenOrigin;
import org.jspecify.annotations.Nullable;

/**
 * One configured issuer whose tokens are verified with its keys. Thread-safe.
 *
 * @param owner the mechanism that the issuer is configured for
 * @param name the issuer's name, as {@code iss} spells it, or a template of it
 * @param rules the rules for its tokens
 * @param mapping how its tokens become callers
 * @param keys its keys
 * @param origin where its tokens stand, and which tenants count
 * @param template the template; {@code null} if the name is exact
 */
record TrustedIssuer(
        String owner,
        String name,
        ClaimRules rules,
        ClaimMapping mapping,
        VerificationKeys keys,
        TokenOrigin origin,
        @Nullable TenantTemplate template) {

    TrustedIssuer(
            String owner,
            String name,
            ClaimRules rules,
            ClaimMapping mapping,
            VerificationKeys keys,
            TokenOrigin origin) {
        this(owner, name, rules, mapping, keys, origin, origin.hasTenants() ? TenantTemplate.parse(name) : null);
    }

    /** An issuer whose tokens stand in {@code Authorization}. */
    TrustedIssuer(String owner, String name, ClaimRules rules, ClaimMapping mapping, VerificationKeys keys) {
        this(owner, name, rules, mapping, keys, TokenOrigin.authorization());
    }
}
