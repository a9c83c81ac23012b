/**
 * What single claims of a token say: who it is for ({@link dev.gatehouse.jwt.claims.AudienceClaims}), whom it
 * identifies ({@link dev.gatehouse.jwt.claims.SubjectClaims}), which kind of token it is
 * ({@link dev.gatehouse.jwt.claims.TokenKind}), which names it contains ({@link dev.gatehouse.jwt.claims.NamesClaim}),
 * and what an issuer's tokens must have ({@link dev.gatehouse.jwt.claims.RequiredClaim}).
 * {@link dev.gatehouse.jwt.claims.ClaimPath} finds a claim. The rules that combine them are in the package above.
 */
@NullMarked
package dev.gatehouse.jwt.claims;

import org.jspecify.annotations.NullMarked;
