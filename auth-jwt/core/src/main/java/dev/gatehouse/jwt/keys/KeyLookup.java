package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.Reason;
import java.time.Duration;
import java.util.List;

/** The result of looking up a kid in an issuer's keys. */
public sealed interface KeyLookup {

    /** The candidate keys; at least one, normally exactly one. */
    record Found(List<VerificationKey> keys) implements KeyLookup {}

    /** The issuer does not have the key. */
    record Unknown(Reason reason) implements KeyLookup {}

    /** It is not known at present whether the issuer has the key. */
    record Undecided(Reason reason, Duration retryAfter) implements KeyLookup {}
}
