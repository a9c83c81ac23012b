package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tokens of one provider and maps them to a caller. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public interface LoginVerifier {

    /** The result of verifying tokens. All cases are immutable. */
    sealed interface Checked {
        /**
         * The tokens are valid.
         *
         * @param caller the caller
         * @param sid the identifier of the session at the provider; {@code null} if there is none
         */
        record Passed(Caller caller, @Nullable String sid) implements Checked {
            /** Requires the caller. */
            public Passed {
                Objects.requireNonNull(caller, "caller");
            }
        }

        /**
         * A token is invalid.
         *
         * @param reason why
         */
        record Refused(Reason reason) implements Checked {
            /** Requires the reason. */
            public Refused {
                Objects.requireNonNull(reason, "reason");
            }
        }

        /**
         * The tokens cannot be verified now, because keys of the provider are missing.
         *
         * @param reason why
         * @param retryAfter when to try again
         */
        record Undecided(Reason reason, Duration retryAfter) implements Checked {
            /** Rejects {@code null}. */
            public Undecided {
                Objects.requireNonNull(reason, "reason");
                Objects.requireNonNull(retryAfter, "retryAfter");
            }
        }
    }

    /**
     * Verifies the tokens of a log-in. The ID token is required.
     *
     * @param tokens the tokens
     * @param nonce the nonce of the authorization request
     */
    Checked atLogin(TokenSet tokens, String nonce);

    /**
     * Verifies the tokens of a refresh (OpenID Connect Core section 12.2): they must belong to the same caller.
     *
     * @param tokens the tokens as the provider issued them; an ID token may be missing
     * @param before the tokens before the refresh
     * @param caller the caller before the refresh
     */
    Checked afterRefresh(TokenSet tokens, TokenSet before, Caller caller);

    /** Returns whether it can verify new log-ins. */
    default Health health() {
        return Health.up();
    }

    /** Returns figures about the keys of the provider at this time. */
    default List<Measurement> measurements() {
        return List.of();
    }

    /** Stops fetching keys. */
    void close();
}
