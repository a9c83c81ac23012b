package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;

/**
 * Summarises an exception of a mechanism.
 *
 * @since 0.1
 */
@Internal
public final class StackSummary {

    private static final int FRAMES = 6;

    private StackSummary() {}

    /**
     * Returns type and place, which are enough to find the defect. The message is omitted, because it may contain a
     * credential.
     */
    public static String of(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        for (int i = 0; i < Math.min(trace.length, FRAMES); i++) {
            text.append(" at ").append(trace[i]);
        }
        return text.toString();
    }
}
