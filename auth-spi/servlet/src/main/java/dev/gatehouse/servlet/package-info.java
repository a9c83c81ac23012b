/**
 * The host: one servlet filter that authenticates each request once and reports the reason of each decision.
 *
 * <p>Start with {@link dev.gatehouse.servlet.Gatehouse} to use it, and with {@code Host.receive} to read it. What is in
 * it:
 *
 * <ul>
 *   <li>{@code Gatehouse}, {@code StartUp}, {@code Snapshot}, {@code MechanismSet}: start, reload and shutdown
 *   <li>{@code AuthenticationFilter}, {@code Host}, {@code AuthenticationChain}, {@code Requirements}: the path of a
 *       request
 *   <li>{@code AccessPolicy}, {@code AccessRule}: which path requires what
 *   <li>{@code EndpointDispatcher}, {@code ResourceMetadata}: what the host answers itself
 *   <li>{@code RefusalWriter}, {@code Challenges}, {@code ProblemDetails}: what a refused client gets
 *   <li>{@code Access}, {@code AuthenticatedRequest}: what the application sees
 *   <li>{@code BodyReader}, {@code PendingBody}, {@code UnreadBody}: bodies that have not arrived with their head
 *   <li>{@code Decisions}, {@code AuditLog}: what listeners and logs get
 * </ul>
 *
 * <p>Where is it decided
 *
 * <ul>
 *   <li>which credential counts when a request has several, and what an answer of a mechanism means?
 *       {@code AuthenticationChain}
 *   <li>that a path needs a caller or a permission? {@code AccessPolicy}
 *   <li>that a request is hostile? {@code RequestGate} in {@code gate}
 *   <li>which status and headers a refusal has? {@code Refusal}, written by {@code RefusalWriter}
 * </ul>
 *
 * <p>{@link dev.gatehouse.servlet.gate} reads and checks requests, {@link dev.gatehouse.servlet.mechanism} runs the
 * mechanisms, and {@link dev.gatehouse.servlet.settings} reads the configuration. None depends on this package.
 */
@NullMarked
package dev.gatehouse.servlet;

import org.jspecify.annotations.NullMarked;
