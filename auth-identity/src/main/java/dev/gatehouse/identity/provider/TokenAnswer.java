package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.Objects;

/**
 * The answer of a token endpoint. All cases are immutable.
 *
 * @since 0.1
 */
@Internal
public sealed interface TokenAnswer {

    /**
     * The provider issued tokens. They have not been verified.
     *
     * @param tokens the tokens
     */
    record Issued(TokenSet tokens) implements TokenAnswer {
        /** Requires the tokens. */
        public Issued {
            Objects.requireNonNull(tokens, "tokens");
        }
    }

    /**
     * The provider refused the grant, or this application as its client (RFC 6749 section 5.2).
     *
     * @param error the error code, such as {@code invalid_grant}; only letters, digits, {@code _}, {@code -} and
     *     {@code .}
     */
    record Refused(String error) implements TokenAnswer {
        /** Requires the error. */
        public Refused {
            Objects.requireNonNull(error, "error");
        }

        /** Returns whether the code or the refresh token is no longer valid. Anything else says nothing about it. */
        public boolean invalidGrant() {
            return error.equals("invalid_grant");
        }
    }

    /**
     * The provider did not answer, or not with something that can be used.
     *
     * @param problem what is wrong, for operators; without credentials
     * @param retryAfter when to try again
     */
    record Unavailable(String problem, Duration retryAfter) implements TokenAnswer {
        /** Rejects {@code null}. */
        public Unavailable {
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }
}
