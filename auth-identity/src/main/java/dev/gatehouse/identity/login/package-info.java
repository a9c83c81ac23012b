/**
 * The log-in of people with an OpenID provider: authorization code flow with PKCE, {@code state} and {@code nonce}
 * (OpenID Connect Core section 3.1, RFC 7636, RFC 9700).
 */
@NullMarked
package dev.gatehouse.identity.login;

import org.jspecify.annotations.NullMarked;
