/**
 * A small, real OAuth 2.0 and OpenID Connect provider that runs inside the process of a test or of an application under
 * development. It is not for production: its secrets are well known, it uses plain HTTP on the loopback interface and
 * keeps its state in memory.
 *
 * <p>Start reading at {@link dev.gatehouse.idp.IdentityProvider}, the server, and {@link dev.gatehouse.idp.Issuer}, one
 * of its two issuers, which connects the parts:
 *
 * <ul>
 *   <li>{@code Dispatcher} routes a request to the handler of its endpoint; there is one {@code *Handler} per endpoint,
 *       and {@code Request}, {@code Parameters} and {@code OAuthException} are shared by the handlers;
 *   <li>{@code State} remembers sessions, codes, grants and refresh tokens, and {@code Tokens} creates tokens from
 *       them;
 *   <li>{@link dev.gatehouse.idp.accounts} has the clients and users, {@link dev.gatehouse.idp.tokens} the keys and the
 *       token formats, and {@link dev.gatehouse.idp.faults} the faults that a test can switch on. These packages know
 *       neither this one nor, with one exception, each other: accounts take hashes and random values from tokens.
 * </ul>
 */
@NullMarked
package dev.gatehouse.idp;

import org.jspecify.annotations.NullMarked;
