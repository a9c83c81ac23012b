package dev.gatehouse.identity.service;

import dev.gatehouse.spi.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What came of asking the service about a token. */
sealed interface ServiceOutcome {

    /** Every question was answered. */
    record Answered(Map<Part, Set<String>> names) implements ServiceOutcome {
        public Answered {
            names = Map.copyOf(new EnumMap<>(names));
        }

        int size() {
            int size = 0;
            for (Set<String> each : names.values()) {
                size += each.size();
            }
            return size;
        }
    }

    /** The token is no longer valid. */
    record Refused(Reason reason) implements ServiceOutcome {}

    /** At least one question was not answered, so nothing is known about the caller. */
    record Undecided(Reason reason, Duration retryAfter) implements ServiceOutcome {}
}
