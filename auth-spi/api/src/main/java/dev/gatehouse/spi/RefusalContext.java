package dev.gatehouse.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was refused and why, for {@link AuthenticationMechanism#challenges(RefusalContext)} to choose {@code error}, {@code scope} or {@code acr_values}.
 * Immutable.
 *
 * @param cause why the request is refused
 * @param reason the reason behind it; its detail is for operators and must not be written into a challenge
 * @param scheme the {@code Authorization} scheme that the refused credential came with, as the client wrote it; {@code null} where it came without one
 * @param permissions the permissions of which one is needed; empty unless the cause is {@link Cause#PERMISSION_MISSING}
 * @param acr the authentication context that is needed (RFC 9470); {@code null} when none is
 * @param maxAge how long ago the caller may have authenticated at most (RFC 9470); {@code null} when that does not matter
 * @param realm the protection space, for challenges that carry it; the host adds it where it lacks
 */
public record RefusalContext(
        Cause cause,
        Reason reason,
        @Nullable String scheme,
        Set<String> permissions,
        @Nullable String acr,
        @Nullable Duration maxAge,
        String realm) {

    /** Why a request is refused with a challenge. */
    public enum Cause {
        /** It carried no credential: 401, and no error code (RFC 6750 section 3.1). */
        NOTHING_PRESENTED,
        /** It carried a credential that this mechanism, or one that shares its source, refused: 401, {@code invalid_token} for bearer. */
        CREDENTIAL_REFUSED,
        /** The caller is known and lacks a permission: 403, {@code insufficient_scope} for bearer. */
        PERMISSION_MISSING,
        /** The caller is known and must authenticate more strongly or more recently: 401, {@code insufficient_user_authentication} (RFC 9470). */
        STEP_UP_NEEDED
    }

    /** Checks what must be there. */
    public RefusalContext {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
        permissions = Set.copyOf(permissions);
        Objects.requireNonNull(realm, "realm");
    }

    /** Returns {@link #scheme()} as an {@code Optional}. */
    public Optional<String> presentedScheme() {
        return Optional.ofNullable(scheme);
    }
}
