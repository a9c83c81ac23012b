package dev.gatehouse.cookie;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in. {@link #toString()} shows the name only. Immutable.
 *
 * @param name the name that the application sees and that sessions belong to, as the directory spells it; 1 to 255 characters, not blank, without control characters
 * @param displayName the name to show to people; not blank
 * @param passwordHash the hash of the password; {@code null} for a user who can't log in with one
 * @param permissions what the user may do, such as {@code READ} and {@code WRITE}
 * @param groups the groups that the user belongs to
 * @param tenants the tenants that the user belongs to
 * @param disabled whether the user may not log in; sessions that are open end within a minute
 */
public record User(
        String name,
        String displayName,
        @Nullable PasswordHash passwordHash,
        Set<String> permissions,
        Set<String> groups,
        Set<String> tenants,
        boolean disabled) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if name or display name has another form
     */
    public User {
        if (!isName(name) || name.isBlank()) {
            throw new IllegalArgumentException(
                    "the name of a user has 1 to 255 characters, is not blank and has no control characters");
        }
        if (displayName.isBlank()) {
            throw new IllegalArgumentException("the display name of a user must not be blank");
        }
        permissions = Set.copyOf(permissions);
        groups = Set.copyOf(groups);
        tenants = Set.copyOf(tenants);
    }

    /** Returns {@link #passwordHash()} as an {@code Optional}. */
    public Optional<PasswordHash> password() {
        return Optional.ofNullable(passwordHash);
    }

    /** Returns this user with another hash. */
    public User withPassword(PasswordHash hash) {
        return new User(
                name, displayName, Objects.requireNonNull(hash, "hash"), permissions, groups, tenants, disabled);
    }

    /** Whether a text can be somebody's name: 1 to 255 characters, no control characters, no half of a surrogate pair. */
    static boolean isName(String text) {
        Objects.requireNonNull(text, "text");
        return !text.isEmpty() && text.length() <= 255 && isText(text) && !hasControls(text);
    }

    /** Whether a text has a form in UTF-8. */
    static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "User[name=" + name + ", password=***, disabled=" + disabled + "]";
    }
}
