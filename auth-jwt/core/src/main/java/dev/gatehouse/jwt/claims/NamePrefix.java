package dev.gatehouse.jwt.claims;

import dev.gatehouse.spi.stability.Internal;

/**
 * What the names of all callers of an issuer begin with, so that no name equals one of another directory. It ends in a
 * character that is neither a letter nor a digit, so that a name cannot continue it. Immutable.
 *
 * @param text the prefix; empty for none
 * @since 0.1
 */
@Internal
public record NamePrefix(String text) {

    /** No prefix. */
    public static final NamePrefix NONE = new NamePrefix("");

    private static final int MAX_LENGTH = 64;

    /**
     * Reads a prefix.
     *
     * @throws IllegalArgumentException if it has more than 64 characters, or others than visible ASCII, or ends in a
     *     letter or digit
     */
    public static NamePrefix parse(String text) {
        boolean plain = !text.isEmpty() && text.length() <= MAX_LENGTH;
        for (int i = 0; plain && i < text.length(); i++) {
            plain = text.charAt(i) > ' ' && text.charAt(i) < 0x7f;
        }
        if (!plain || Character.isLetterOrDigit(text.charAt(text.length() - 1))) {
            throw new IllegalArgumentException("expected a prefix such as corp: of 1 to " + MAX_LENGTH
                    + " visible ASCII characters that ends in a character which is neither a letter nor a digit");
        }
        return new NamePrefix(text);
    }

    /** Returns a name with the prefix. */
    public String before(String name) {
        return text.isEmpty() ? name : text + name;
    }

    @Override
    public String toString() {
        return text;
    }
}
