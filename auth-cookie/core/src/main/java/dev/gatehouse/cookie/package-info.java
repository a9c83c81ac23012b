/**
 * Authentication by session cookie and by HTTP Basic.
 *
 * <p>Start reading at {@code CookieMechanism} (mechanism {@code cookie}) or {@code BasicMechanism} (mechanism
 * {@code basic}); their factories declare the settings.
 *
 * <ul>
 *   <li>Login and logout: {@code LoginEndpoint}, {@code LoginForm}, {@code LogoutEndpoint}.
 *   <li>Verifying a password: {@code PasswordCheck} asks {@code LoginThrottle}, the user directory and
 *       {@code HashingLimit}, in this order.
 *   <li>Other ways to log in: {@link dev.gatehouse.cookie.LoginMethodFactory}, such as passkeys.
 *   <li>Sessions of users who change: {@code UserSessionGuard}, {@code CachedUsers}, {@code Rehashing}.
 * </ul>
 *
 * <p>Where is it decided
 *
 * <ul>
 *   <li>what a request gets while the session store is down? {@code CookieMechanism} (503), after
 *       {@code StoreCircuitBreaker} has given up
 *   <li>that a session has ended? {@code StoredSessions}
 *   <li>that a login is refused or throttled? {@code PasswordCheck}
 * </ul>
 *
 * <p>{@link dev.gatehouse.cookie.users} holds users and password hashes, {@link dev.gatehouse.cookie.sessions} the
 * sessions and their stores. Neither knows this package or the other one.
 */
@NullMarked
package dev.gatehouse.cookie;

import org.jspecify.annotations.NullMarked;
