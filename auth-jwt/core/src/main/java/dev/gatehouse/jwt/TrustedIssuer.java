package dev.gatehouse.jwt;

import dev.gatehouse.jwt.keys.VerificationKeys;

/**
 * One configured issuer whose tokens are verified with its keys. Thread-safe.
 *
 * @param owner the mechanism that the issuer is configured for
 * @param name the issuer's name, as {@code iss} spells it
 * @param rules the rules for its tokens
 * @param mapping how its tokens become callers
 * @param keys its keys
 */
record TrustedIssuer(String owner, String name, ClaimRules rules, ClaimMapping mapping, VerificationKeys keys) {}
