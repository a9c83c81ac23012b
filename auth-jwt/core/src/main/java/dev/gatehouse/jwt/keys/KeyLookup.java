package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.List;

/**
 * The result of looking up the key of a token in an issuer's keys.
 *
 * @since 0.1
 */
@Internal
public sealed interface KeyLookup {

    /**
     * The candidate keys.
     *
     * @param keys one to four keys, normally one
     * @param named whether the token names its key. If it does not and no candidate verifies it, newer keys may
     */
    record Found(List<VerificationKey> keys, boolean named) implements KeyLookup {}

    /** The issuer does not have the key. */
    record Unknown(Reason reason) implements KeyLookup {}

    /** It is not known at present whether the issuer has the key. */
    record Undecided(Reason reason, Duration retryAfter) implements KeyLookup {}
}
