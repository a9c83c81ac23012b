package dev.gatehouse.identity.session;

import dev.gatehouse.spi.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a session of a provider ends, or cannot be used now. */
final class SessionReasons {

    static final Reason REFRESH_REFUSED = Reason.of("session.refresh-refused");
    static final Reason REFRESH_EXPIRED = Reason.of("session.refresh-expired");
    static final Reason REFRESH_INVALID = Reason.of("session.refresh-invalid");
    static final Reason CALLER_CHANGED =
            Reason.of("session.caller-changed", "the refreshed tokens are those of another user");
    static final Reason TOKENS_INVALID = Reason.of("session.tokens-invalid");
    static final Reason TOKENS_TOO_LARGE = Reason.of("session.tokens-too-large");
    static final Reason PROVIDER_UNKNOWN = Reason.of("session.provider-unknown");
    /** Another request has ended the session meanwhile. */
    static final Reason ENDED = Reason.of("session.ended");

    private static final List<Reason> ALL = List.of(
            REFRESH_REFUSED,
            REFRESH_EXPIRED,
            REFRESH_INVALID,
            CALLER_CHANGED,
            TOKENS_INVALID,
            TOKENS_TOO_LARGE,
            PROVIDER_UNKNOWN);

    private SessionReasons() {}

    /** Returns the reason with a code why a session ends; {@code null} if there is none. */
    static @Nullable Reason find(String code) {
        for (Reason reason : ALL) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        return null;
    }
}
