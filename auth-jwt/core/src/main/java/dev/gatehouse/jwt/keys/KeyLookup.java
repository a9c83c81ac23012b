package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.List;

/**
 * The result of looking up a kid in an issuer's keys.
 *
 * @since 0.1
 */
@Internal
public sealed interface KeyLookup {

    /** The candidate keys; at least one, normally exactly one. */
    record Found(List<VerificationKey> keys) implements KeyLookup {}

    /** The issuer does not have the key. */
    record Unknown(Reason reason) implements KeyLookup {}

    /** It is not known at present whether the issuer has the key. */
    record Undecided(Reason reason, Duration retryAfter) implements KeyLookup {}
}
