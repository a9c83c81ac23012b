package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was refused and why. {@link AuthenticationMechanism#challenges(RefusalContext)} uses it to choose parameters
 * such as {@code error}, {@code scope} and {@code acr_values}. Immutable.
 *
 * @param cause the cause of the refusal
 * @param reason the reason; its detail is for operators and must not appear in a challenge
 * @param scheme the {@code Authorization} scheme of the refused credential, as the client wrote it; {@code null} when
 *     there was no such header
 * @param permissions the permissions of which the caller needs one; empty unless the cause is
 *     {@link Cause#PERMISSION_MISSING}. Several are alternatives, which the parameter {@code scope} of RFC 6750 section
 *     3 cannot express
 * @param acr the required authentication context class (RFC 9470); {@code null} when none is required
 * @param maxAge the maximum time since the user authenticated (RFC 9470); {@code null} when it is not limited
 * @param realm the protection space (RFC 9110 section 11.5); the host adds it to challenges that lack it
 * @since 0.1
 */
@Stable
public record RefusalContext(
        Cause cause,
        Reason reason,
        @Nullable String scheme,
        Set<String> permissions,
        @Nullable String acr,
        @Nullable Duration maxAge,
        String realm) {

    /** The causes of a refusal with a challenge. */
    public enum Cause {
        /** The request had no credential: 401 without an error code (RFC 6750 section 3.1). */
        NOTHING_PRESENTED,
        /**
         * The request had a credential that this mechanism, or another one with the same source, rejected: 401,
         * {@code invalid_token} for bearer tokens.
         */
        CREDENTIAL_REFUSED,
        /** The caller is authenticated but lacks a permission: 403, {@code insufficient_scope} for bearer tokens. */
        PERMISSION_MISSING,
        /**
         * The caller must authenticate with a stronger method or again: 401, {@code insufficient_user_authentication}
         * (RFC 9470).
         */
        STEP_UP_NEEDED
    }

    /** Rejects {@code null} where it is not allowed; copies the permissions. */
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
