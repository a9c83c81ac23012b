package dev.gatehouse.idp.accounts;

import dev.gatehouse.spi.stability.Incubating;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who can log in on the login page. Immutable.
 *
 * @since 0.1
 */
@Incubating
public final class User {

    private final String name;
    private final Secret password;
    private final String displayName;
    private final @Nullable String email;
    private final Permissions permissions;
    private final List<String> groups;

    private User(Builder from) {
        name = from.name;
        password = from.password;
        displayName = from.displayName == null ? from.name : from.displayName;
        email = from.email;
        permissions = new Permissions(from.permissions);
        groups = from.groups;
    }

    /** Starts the description of a user. Only a digest of the password is kept. */
    public static Builder builder(String name, String password) {
        return new Builder(name, Secret.of(password));
    }

    /** The user name, {@code preferred_username} in tokens. */
    public String name() {
        return name;
    }

    /** The {@code sub} of the user's tokens: derived from the name, so the same after every start. */
    public String subject() {
        return subjectOf("user:" + name);
    }

    public static String subjectOf(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    Secret password() {
        return password;
    }

    public String displayName() {
        return displayName;
    }

    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    public Permissions permissions() {
        return permissions;
    }

    public List<String> groups() {
        return groups;
    }

    /** Names the user only; the password stays out. */
    @Override
    public String toString() {
        return "User[" + name + "]";
    }

    /** Describes a user. Not safe for use by several threads. */
    public static final class Builder {

        private final String name;
        private final Secret password;
        private @Nullable String displayName;
        private @Nullable String email;
        private final Map<String, List<String>> permissions = new LinkedHashMap<>();
        private List<String> groups = List.of();

        private Builder(String name, Secret password) {
            this.name = name;
            this.password = password;
        }

        /** The {@code name} claim. Default: the user name. */
        public Builder displayName(String value) {
            displayName = value;
            return this;
        }

        /** The {@code email} claim. Default: none. */
        public Builder email(String value) {
            email = value;
            return this;
        }

        /** What the user may do at this audience. Default: nothing. */
        public Builder permissions(String audience, String... names) {
            permissions.put(audience, List.of(names));
            return this;
        }

        /** The {@code groups} claim. Default: none. */
        public Builder groups(String... names) {
            groups = List.of(names);
            return this;
        }

        public String name() {
            return name;
        }

        /** The user as described so far. */
        public User build() {
            return new User(this);
        }

        @Override
        public String toString() {
            return "User.Builder[" + name + "]";
        }
    }
}
