package dev.gatehouse.jwt;

import dev.gatehouse.spi.Reason;
import java.time.Duration;
import java.util.List;

/** What an issuer's keys say to a kid. */
sealed interface KeyLookup {

    /** The keys to try; at least one, normally exactly one. */
    record Found(List<VerificationKey> keys) implements KeyLookup {}

    /** The issuer does not have it. */
    record Unknown(Reason reason) implements KeyLookup {}

    /** It can't be known at present. */
    record Undecided(Reason reason, Duration retryAfter) implements KeyLookup {}
}
