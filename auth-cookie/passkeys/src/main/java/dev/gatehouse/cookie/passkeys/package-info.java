/**
 * Log-in with passkeys (WebAuthn Level 3) for the users of the mechanism {@code cookie}.
 *
 * <p>Start reading at {@code PasskeyLogin}, which makes the endpoints. {@code Ceremonies} binds a challenge to a browser
 * and counts it once, {@code Verification} asks the library whether a response is right. The passkeys are kept by the
 * directory of users: {@link dev.gatehouse.cookie.users.PasskeyStore}.
 */
@NullMarked
package dev.gatehouse.cookie.passkeys;

import org.jspecify.annotations.NullMarked;
