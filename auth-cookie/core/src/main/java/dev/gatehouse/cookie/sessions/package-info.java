/**
 * Sessions and the stores that keep them.
 *
 * <p>Start reading at {@link dev.gatehouse.cookie.sessions.StoredSessions}, which holds every rule about sessions, and
 * {@link dev.gatehouse.cookie.sessions.SessionStore}, the port that a store implements.
 *
 * <ul>
 *   <li>The store of a single process: {@code MemorySessionStore}, {@code SessionIndex}.
 *   <li>For shared stores: {@code CachingSessionStore} keeps short-lived copies,
 *       {@link dev.gatehouse.cookie.sessions.StoreCircuitBreaker} refuses calls to a store that does not answer,
 *       {@link dev.gatehouse.cookie.sessions.SessionFormat} turns records into bytes,
 *       {@link dev.gatehouse.cookie.sessions.LoginAttempts} counts login attempts.
 *   <li>Time: {@link dev.gatehouse.cookie.sessions.SessionClock} never goes back.
 *   <li>Cookie and timeouts: {@code SessionSettings}, {@code SessionPolicy}, {@code SessionSecrets}.
 * </ul>
 */
@NullMarked
package dev.gatehouse.cookie.sessions;

import org.jspecify.annotations.NullMarked;
