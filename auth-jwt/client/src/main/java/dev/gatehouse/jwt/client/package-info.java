/**
 * Obtains access tokens with client credentials (RFC 6749 section 4.4) and adds them to requests.
 *
 * <p>Start with {@link dev.gatehouse.jwt.client.TokenClient}, which obtains, caches and renews tokens.
 * {@link dev.gatehouse.jwt.client.BearerHttpClient} sends them with the JDK's HTTP client, and only to the configured
 * servers.
 *
 * <p>Inside, a {@code TokenSlot} holds the token for one audience and scope. {@code TokenFetch} obtains a token with
 * several attempts: {@code ServerLocator} finds the endpoint, {@code TokenRequest} and {@code ClientCredential} write
 * the request, and {@code TokenAnswer} reads the response.
 */
@NullMarked
package dev.gatehouse.jwt.client;

import org.jspecify.annotations.NullMarked;
