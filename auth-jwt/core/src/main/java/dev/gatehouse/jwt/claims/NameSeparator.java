package dev.gatehouse.jwt.claims;

import dev.gatehouse.spi.stability.Incubating;
import java.util.ArrayList;
import java.util.List;

/**
 * What separates several names in a claim that is one string. The names in a list of strings are never split.
 *
 * @since 0.1
 */
@Incubating
public enum NameSeparator {
    /** The string is one name. */
    NONE('\0'),
    /** Spaces in the claims {@code scope} and {@code scp}. A string in another claim is one name. */
    SCOPES(' '),
    /** Spaces, as in {@code scope} (RFC 8693 section 4.2). */
    SPACE(' '),
    /** Commas. Spaces around a name do not count. */
    COMMA(','),
    /** Semicolons. Spaces around a name do not count. */
    SEMICOLON(';');

    private final char separator;

    NameSeparator(char separator) {
        this.separator = separator;
    }

    List<String> split(String text, boolean scopes) {
        if (this == NONE || (this == SCOPES && !scopes)) {
            return text.isEmpty() ? List.of() : List.of(text);
        }
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                String name = this == SPACE || this == SCOPES
                        ? text.substring(from, i)
                        : text.substring(from, i).strip();
                if (!name.isEmpty()) {
                    names.add(name);
                }
                from = i + 1;
            }
        }
        return names;
    }
}
