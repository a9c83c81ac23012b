/**
 * Reads and checks what a request brings, before anything decides who is calling: the request target, headers, cookies,
 * forwarded addresses, the cross-site check and the bodies of endpoint requests.
 *
 * <p>Start with {@link dev.gatehouse.servlet.gate.RequestGate}, which rejects hostile requests, and
 * {@link dev.gatehouse.servlet.gate.PublicAddress}, which knows how the client reached the application. Mechanisms see
 * a request through {@link dev.gatehouse.servlet.gate.ServletRequestView}. This package is internal to the host and
 * depends on the SPI and the servlet API alone.
 */
@NullMarked
package dev.gatehouse.servlet.gate;

import org.jspecify.annotations.NullMarked;
