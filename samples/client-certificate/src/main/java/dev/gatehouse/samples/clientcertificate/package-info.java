/**
 * A custom mechanism that uses only the SPI: callers authenticate with a client certificate (mutual TLS).
 *
 * <p>Start with {@link dev.gatehouse.samples.clientcertificate.ClientCertificateFactory}.
 */
@NullMarked
package dev.gatehouse.samples.clientcertificate;

import org.jspecify.annotations.NullMarked;
