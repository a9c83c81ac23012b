/**
 * Log-in with passkeys (WebAuthn Level 3) for the users of the mechanism {@code cookie}.
 *
 * <p>Start reading at {@link dev.gatehouse.cookie.passkeys.PasskeyLoginFactory}, which makes the endpoints.
 *
 * <ul>
 *   <li>A challenge is bound to a browser and counts once: {@code Attempt}, {@code AttemptCookies}.
 *   <li>The two ceremonies: {@code RegistrationEndpoint}, {@code LoginEndpoint}.
 *   <li>Whether a response is right: {@code ResponseJson} bounds it, {@code Verification} asks the library.
 * </ul>
 *
 * <p>The passkeys are kept by the user directory: {@link dev.gatehouse.cookie.users.PasskeyStore}.
 */
@NullMarked
package dev.gatehouse.cookie.passkeys;

import org.jspecify.annotations.NullMarked;
