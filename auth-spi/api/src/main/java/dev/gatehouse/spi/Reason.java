package dev.gatehouse.spi;

import java.util.Objects;

/**
 * Why a decision was taken: a stable code for machines and a detail for operators.
 *
 * <p>The code is part of a mechanism's contract: operators alert on it, so it never changes its meaning. Neither part is sent to clients. The detail holds
 * no credential and no text copied from one; characters that could forge a log line are replaced. Immutable.
 *
 * @param code lower-case words of letters, digits and {@code -} joined by dots, at least two, such as {@code token.expired} or {@code credential.two-kinds}; 3 to 64
 *     characters
 * @param detail a short sentence for the operator; empty when the code says it all, cut after 256 characters
 */
public record Reason(String code, String detail) {

    private static final int MAX_CODE = 64;
    private static final int MAX_DETAIL = 256;

    /**
     * Checks the code and cleans the detail.
     *
     * @throws IllegalArgumentException if the code has another form
     */
    public Reason {
        Objects.requireNonNull(detail, "detail");
        if (!isCode(code)) {
            throw new IllegalArgumentException(
                    "not a reason code (lower-case words joined by dots): " + Printable.text(code, MAX_CODE));
        }
        detail = Printable.text(detail, MAX_DETAIL);
    }

    /** Returns a reason without a detail. */
    public static Reason of(String code) {
        return new Reason(code, "");
    }

    /** Returns a reason with a detail for the operator. */
    public static Reason of(String code, String detail) {
        return new Reason(code, detail);
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
