package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Stable;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user who may log in. {@link #toString()} shows the name only. Immutable.
 *
 * @param name the name that the application sees and that sessions belong to, as the directory spells it; 1 to 255
 *     characters, not blank, without control characters
 * @param displayName the name to show to people; not blank
 * @param passwordHash the hash of the password; {@code null} for a user who can't log in with a password
 * @param permissions what the user may do, such as {@code READ} and {@code WRITE}
 * @param groups the groups that the user belongs to
 * @param tenants the tenants that the user belongs to
 * @param disabled whether the user must not log in; open sessions end within a minute
 * @since 0.1
 */
@Stable
public record User(
        String name,
        String displayName,
        @Nullable PasswordHash passwordHash,
        Set<String> permissions,
        Set<String> groups,
        Set<String> tenants,
        boolean disabled) {

    /**
     * Validates the components.
     *
     * @throws IllegalArgumentException if the name or display name is invalid
     */
    public User {
        if (!UserNames.isName(name) || name.isBlank()) {
            throw new IllegalArgumentException(
                    "expected a user name of 1 to 255 characters that is not blank and has no control characters");
        }
        if (displayName.isBlank()) {
            throw new IllegalArgumentException("expected a display name that is not blank");
        }
        permissions = Set.copyOf(permissions);
        groups = Set.copyOf(groups);
        tenants = Set.copyOf(tenants);
    }

    /** Returns {@link #passwordHash()} as an {@code Optional}. */
    public Optional<PasswordHash> password() {
        return Optional.ofNullable(passwordHash);
    }

    /** Returns a copy of this user with another password hash. */
    public User withPassword(PasswordHash hash) {
        return new User(
                name, displayName, Objects.requireNonNull(hash, "hash"), permissions, groups, tenants, disabled);
    }

    @Override
    public String toString() {
        return "User[name=" + name + ", password=***, disabled=" + disabled + "]";
    }
}
