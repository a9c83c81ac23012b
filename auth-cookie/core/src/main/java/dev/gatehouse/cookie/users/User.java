package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Stable;
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
     * Checks the parts.
     *
     * @throws IllegalArgumentException if name or display name has another form
     */
    public User {
        if (!UserNames.isName(name) || name.isBlank()) {
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

    @Override
    public String toString() {
        return "User[name=" + name + ", password=***, disabled=" + disabled + "]";
    }
}
