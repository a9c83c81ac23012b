package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a server is reached. Immutable.
 *
 * @param tls the TLS context; {@code null} for the default of the JVM
 * @param proxy the proxy; {@code null} for the one that the properties of the JVM name, if any
 * @param bearer a token for GET requests; {@code null} for none
 * @since 0.1
 */
@Internal
public record OutgoingRoute(
        @Nullable SSLContext tls,
        @Nullable HttpProxy proxy,
        @Nullable BearerFile bearer) {

    /** As the JVM is configured. */
    public static final OutgoingRoute DEFAULT = new OutgoingRoute(null, null, null);
}
