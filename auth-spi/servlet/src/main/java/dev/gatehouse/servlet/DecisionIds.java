package dev.gatehouse.servlet;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the ids of decisions, which refusals show to clients. They are unique, also among the processes of a cluster,
 * but not secret. A random UUID for each would ask the random source of the process, which is shared and may lock.
 * Thread-safe.
 */
final class DecisionIds {

    /** All ids have one length, so that the sizes of refusals say nothing. */
    private static final int DIGITS = 12;

    private final String prefix = HexFormat.of().toHexDigits(UUID.randomUUID().getMostSignificantBits()) + "-";
    private final AtomicLong count = new AtomicLong();

    String next() {
        return prefix + HexFormat.of().toHexDigits(count.incrementAndGet(), DIGITS);
    }
}
