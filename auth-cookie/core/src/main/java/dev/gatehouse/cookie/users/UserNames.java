package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Internal;
import java.util.Locale;
import java.util.Objects;

/**
 * The form of user names, and how they are compared.
 *
 * @since 0.1
 */
@Internal
public final class UserNames {

    private static final int MAX_LENGTH = 255;

    private UserNames() {}

    /** Returns whether a string is a valid user name: 1 to 255 characters, well-formed, no control characters. */
    public static boolean isName(String string) {
        Objects.requireNonNull(string, "string");
        return !string.isEmpty() && string.length() <= MAX_LENGTH && isWellFormed(string) && !hasControls(string);
    }

    /** Returns whether a string can be encoded in UTF-8: it has no unpaired surrogate. */
    public static boolean isWellFormed(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a name with its letter case folded. Two names that differ only in case have the same folded form. */
    public static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean hasControls(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                return true;
            }
        }
        return false;
    }
}
