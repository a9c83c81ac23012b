/**
 * Obtains access tokens with client credentials (RFC 6749 section 4.4) and puts them on requests. {@link dev.gatehouse.jwt.client.TokenClient} fetches, keeps and
 * renews tokens; {@link dev.gatehouse.jwt.client.BearerHttpClient} sends them with the JDK's HTTP client, to the servers that were named and to nobody else.
 */
@NullMarked
package dev.gatehouse.jwt.client;

import org.jspecify.annotations.NullMarked;
