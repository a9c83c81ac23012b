/**
 * Code that several modules of Gatehouse share. They are not an API for users: every type is
 * {@linkplain dev.gatehouse.spi.stability.Internal internal} to the modules of Gatehouse and may change in any release.
 *
 * <ul>
 *   <li>here: {@link dev.gatehouse.support.Sha256}, {@link dev.gatehouse.support.Printable},
 *       {@link dev.gatehouse.support.Mismatch} and {@link dev.gatehouse.support.IpLiteral}
 *   <li>{@code json}: {@link dev.gatehouse.support.json.StrictJson}. It needs {@code jackson-core}, which a module that
 *       uses it declares itself.
 *   <li>{@code http}: {@link dev.gatehouse.support.http.BoundedHttp} and its parts
 *   <li>{@code retry}: {@link dev.gatehouse.support.retry.BackgroundThreads},
 *       {@link dev.gatehouse.support.retry.ExponentialBackOff} and {@link dev.gatehouse.support.retry.CircuitBreaker}
 * </ul>
 */
@NullMarked
package dev.gatehouse.support;

import org.jspecify.annotations.NullMarked;
