/**
 * Bearer tokens: verification of signed JWTs, and what all mechanisms for bearer tokens share.
 *
 * <p>Start with {@link dev.gatehouse.jwt.BearerMechanism}, then {@link dev.gatehouse.jwt.BearerTokens}. A request takes
 * this way:
 *
 * <ol>
 *   <li>{@code BearerExtractor}, or {@code PlacedTokenExtractor} in another place, finds the token and puts it into a
 *       {@link dev.gatehouse.jwt.BearerCredential}.
 *   <li>{@link dev.gatehouse.jwt.BearerTokens} looks for the token in the cache of {@code VerifiedTokens}, else has
 *       {@code TokenReader} read it. The result is a {@link dev.gatehouse.jwt.TokenReading}.
 *   <li>{@link dev.gatehouse.jwt.TokenVerifier} finds the key, verifies the signature and checks for revocation. The
 *       result is a {@link dev.gatehouse.jwt.Verification}.
 *   <li>{@link dev.gatehouse.jwt.dpop.ProofOfPossession} verifies that the sender may use the token.
 * </ol>
 *
 * <p>Where is it decided
 *
 * <ul>
 *   <li>which configured issuer a token belongs to? {@code IssuerTable}; which part of a request and which tenant it
 *       may come from? {@link dev.gatehouse.jwt.provider.TokenOrigin}
 *   <li>that a token has expired, or is not for this API? {@link dev.gatehouse.jwt.ClaimRules}, by the
 *       {@link dev.gatehouse.jwt.IssuerPolicy} of its issuer
 *   <li>which claims name the audience, the subject and the owner of a token, and what kind of token it is?
 *       {@code AudienceClaims}, {@code SubjectClaims}, {@code TokenOwners} and {@code TokenKind}
 *   <li>which permissions a caller has? {@link dev.gatehouse.jwt.ClaimMapping}
 *   <li>that a token has been revoked? {@link dev.gatehouse.jwt.RevocationCheck}
 *   <li>which key verifies a token? {@link dev.gatehouse.jwt.keys.KeyResolver}
 *   <li>that a token is malformed? {@link dev.gatehouse.jwt.jose.CompactToken} and
 *       {@link dev.gatehouse.jwt.jose.JoseHeader}
 *   <li>what a client is told? {@code BearerChallenges}
 * </ul>
 *
 * <p>Settings: {@code JwtSettings} and {@code JwtKeySettings} for the mechanism {@code jwt},
 * {@link dev.gatehouse.jwt.TokenClaimSettings} for the claims with audience and subject,
 * {@link dev.gatehouse.jwt.ClaimSettings} for the mapping of claims, {@link dev.gatehouse.jwt.BearerSettings} for what
 * all mechanisms share. The packages below are {@code jose}, {@code keys}, {@code dpop} and, on top of this one,
 * {@code introspection}; each uses only those before it.
 */
@NullMarked
package dev.gatehouse.jwt;

import org.jspecify.annotations.NullMarked;
