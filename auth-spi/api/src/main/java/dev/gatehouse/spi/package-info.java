/**
 * What an authentication mechanism compiles against; it depends on the JDK alone.
 *
 * <p>A mechanism is one {@link dev.gatehouse.spi.AuthenticationMechanismFactory} found with {@link java.util.ServiceLoader}, one
 * {@link dev.gatehouse.spi.Credential} type, one {@link dev.gatehouse.spi.CredentialExtractor} and one {@link dev.gatehouse.spi.Authenticator}. The
 * host decides which mechanisms are active, in which order they are asked, what their answers mean and what goes over the wire.
 */
@NullMarked
package dev.gatehouse.spi;

import org.jspecify.annotations.NullMarked;
