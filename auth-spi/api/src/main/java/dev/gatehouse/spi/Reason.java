package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.util.Objects;

/**
 * The reason for a decision: a stable code for machines and a detail for operators.
 *
 * <p>The code is part of a mechanism's contract. Operators alert on it, so its meaning never changes. The host sends
 * neither part to clients. The detail contains no credential and no part of one. Characters that could forge a log line
 * are replaced. Immutable.
 *
 * @param code at least two words separated by dots, such as {@code token.expired} or {@code credential.two-kinds};
 *     words consist of lower-case letters, digits and {@code -}; 3 to 64 characters in total
 * @param detail a short sentence for the operator; empty when there is nothing to add, truncated to 256 characters
 * @since 0.1
 */
@Stable
public record Reason(String code, String detail) {

    private static final int MAX_CODE = 64;
    private static final int MAX_DETAIL = 256;

    /**
     * Checks the code and cleans the detail.
     *
     * @throws IllegalArgumentException if the code is malformed
     */
    public Reason {
        Objects.requireNonNull(detail, "detail");
        if (!isCode(code)) {
            throw new IllegalArgumentException(
                    "expected a reason code such as token.expired, but got " + Printable.text(code, MAX_CODE));
        }
        detail = Printable.text(detail, MAX_DETAIL);
    }

    /**
     * Returns a reason without a detail.
     *
     * @throws IllegalArgumentException if the code is malformed
     */
    public static Reason of(String code) {
        return new Reason(code, "");
    }

    /**
     * Returns a reason with a detail for the operator.
     *
     * @throws IllegalArgumentException if the code is malformed
     */
    public static Reason of(String code, String detail) {
        return new Reason(code, detail);
    }

    /** Returns a reason with the same code and another detail, such as what came and what was expected. */
    public Reason withDetail(String newDetail) {
        return new Reason(code, newDetail);
    }

    private static boolean isCode(String code) {
        if (code.length() < 3 || code.length() > MAX_CODE) {
            return false;
        }
        boolean dot = false;
        char previous = '.';
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            boolean separator = c == '.' || c == '-';
            if (separator && (previous == '.' || previous == '-')) {
                return false;
            }
            if (!separator && (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
            dot |= c == '.';
            previous = c;
        }
        return dot && previous != '.' && previous != '-';
    }
}
