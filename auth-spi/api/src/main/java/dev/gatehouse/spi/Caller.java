package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.security.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated caller of a request.
 *
 * <p>A caller is identified by {@link #issuer()}, {@link #subject()} and {@link #kind()}; two callers are equal if all
 * three are equal. The {@linkplain #getName() name} is for display and storage in the application. Never compare names
 * across issuers.
 *
 * <p>{@link #toString()} contains issuer and subject, cleaned for log lines, and no claim. Immutable and thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class Caller implements Principal {

    /** The issuer of the application's own users. No issuer of tokens may have this name. */
    public static final String LOCAL_ISSUER = "local";

    /** The maximum length of a subject. */
    private static final int MAX_SUBJECT = 4096;

    /** The kinds of caller. */
    public enum Kind {
        /** A human user, as far as the mechanism can tell. */
        PERSON,
        /** A machine that acts on its own behalf, such as an OAuth 2.0 client (RFC 6749 section 4.4). */
        CLIENT
    }

    private final String issuer;
    private final String subject;
    private final String name;
    private final String displayName;
    private final Kind kind;
    private final Set<String> permissions;
    private final Set<String> groups;
    private final Set<String> tenants;
    private final String mechanism;
    private final @Nullable Instant authenticationTime;
    private final @Nullable String acr;
    private final List<String> amr;
    private final @Nullable Instant expiry;
    private final Map<String, Object> claims;

    private Caller(Builder builder) {
        this.issuer = builder.issuer;
        this.subject = builder.subject;
        this.name = builder.name == null ? builder.subject : builder.name;
        this.displayName = builder.displayName == null ? this.name : builder.displayName;
        this.kind = builder.kind;
        this.permissions = builder.permissions;
        this.groups = builder.groups;
        this.tenants = builder.tenants;
        this.mechanism = builder.mechanism;
        this.authenticationTime = builder.authenticationTime;
        this.acr = builder.acr;
        this.amr = builder.amr;
        this.expiry = builder.expiry;
        this.claims = builder.claims;
    }

    /**
     * Returns a builder for a caller of kind {@link Kind#PERSON} without permissions, groups and tenants.
     *
     * @param issuer the authority that identifies the subject: the {@code iss} claim of a token, or a name for a local
     *     user directory; not blank
     * @param subject the identifier of the caller at the issuer, 1 to 4096 characters, not blank; the issuer must never
     *     assign it to another caller
     * @throws IllegalArgumentException if either is blank, or if the subject is longer than 4096 characters
     */
    public static Builder builder(String issuer, String subject) {
        return new Builder(issuer, subject);
    }

    /** Returns a builder with all the properties of this caller. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Returns the name that {@code getRemoteUser()} returns: the value of the issuer's configured name claim, or the
     * subject when there is none. Never blank.
     */
    @Override
    public String getName() {
        return name;
    }

    /** Returns the authority that identifies the {@link #subject()}. Never blank. */
    public String issuer() {
        return issuer;
    }

    /** Returns the identifier of the caller at its {@link #issuer()}; 1 to 4096 characters. */
    public String subject() {
        return subject;
    }

    /** Returns the name for user interfaces; equal to {@link #getName()} when the issuer provides none. */
    public String displayName() {
        return displayName;
    }

    /** Returns the kind of caller. */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the permissions that the mechanism's configured mapping yields. Unmodifiable; empty when there are none.
     */
    public Set<String> permissions() {
        return permissions;
    }

    /** Returns whether {@link #permissions()} contains exactly this permission. There are no wildcards. */
    public boolean hasPermission(String permission) {
        return permissions.contains(permission);
    }

    /** Returns the groups. Unmodifiable; empty when there are none or the issuer does not provide them. */
    public Set<String> groups() {
        return groups;
    }

    /** Returns the tenants. Unmodifiable; empty when there are none or the issuer does not provide them. */
    public Set<String> tenants() {
        return tenants;
    }

    /** Returns the configured name of the mechanism that authenticated the caller. The host sets it; empty before. */
    public String mechanism() {
        return mechanism;
    }

    /**
     * Returns when the user authenticated (OpenID Connect {@code auth_time}); empty when unknown. Rules with a maximum
     * age treat unknown as too long ago.
     */
    public Optional<Instant> authenticationTime() {
        return Optional.ofNullable(authenticationTime);
    }

    /**
     * Returns the authentication context class reference (OpenID Connect {@code acr}); empty when unknown. Rules that
     * require a context treat unknown as insufficient.
     */
    public Optional<String> acr() {
        return Optional.ofNullable(acr);
    }

    /** Returns the authentication methods ({@code amr}, RFC 8176). Unmodifiable; empty when unknown. */
    public List<String> amr() {
        return amr;
    }

    /** Returns when the credential expires; empty when it has no expiry. */
    public Optional<Instant> expiry() {
        return Optional.ofNullable(expiry);
    }

    /** Returns the verified claims for the application's own rules. They never include a credential. Unmodifiable. */
    public Map<String, Object> claims() {
        return claims;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller caller
                && issuer.equals(caller.issuer)
                && subject.equals(caller.subject)
                && kind == caller.kind;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * issuer.hashCode() + subject.hashCode()) + kind.hashCode();
    }

    @Override
    public String toString() {
        return "Caller[issuer=" + Printable.text(issuer, 512) + ", subject=" + Printable.text(subject, 255) + "]";
    }

    /** Builds a {@link Caller}. Not thread-safe. */
    public static final class Builder {
        private final String issuer;
        private final String subject;
        private @Nullable String name;
        private @Nullable String displayName;
        private Kind kind = Kind.PERSON;
        private Set<String> permissions = Set.of();
        private Set<String> groups = Set.of();
        private Set<String> tenants = Set.of();
        private String mechanism = "";
        private @Nullable Instant authenticationTime;
        private @Nullable String acr;
        private List<String> amr = List.of();
        private @Nullable Instant expiry;
        private Map<String, Object> claims = Map.of();

        private Builder(String issuer, String subject) {
            this.issuer = notBlank(issuer, "issuer");
            this.subject = notBlank(subject, "subject");
            if (subject.length() > MAX_SUBJECT) {
                throw new IllegalArgumentException(
                        "expected a subject of at most " + MAX_SUBJECT + " characters, but it has " + subject.length());
            }
        }

        private Builder(Caller caller) {
            this.issuer = caller.issuer;
            this.subject = caller.subject;
            this.name = caller.name;
            this.displayName = caller.displayName;
            this.kind = caller.kind;
            this.permissions = caller.permissions;
            this.groups = caller.groups;
            this.tenants = caller.tenants;
            this.mechanism = caller.mechanism;
            this.authenticationTime = caller.authenticationTime;
            this.acr = caller.acr;
            this.amr = caller.amr;
            this.expiry = caller.expiry;
            this.claims = caller.claims;
        }

        /**
         * Sets {@link Caller#getName()}.
         *
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder name(String name) {
            this.name = notBlank(name, "name");
            return this;
        }

        /**
         * Sets {@link Caller#displayName()}.
         *
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder displayName(String displayName) {
            this.displayName = notBlank(displayName, "display name");
            return this;
        }

        /** Sets {@link Caller#kind()}. */
        public Builder kind(Kind kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /** Sets {@link Caller#permissions()}. */
        public Builder permissions(Set<String> permissions) {
            this.permissions = Set.copyOf(permissions);
            return this;
        }

        /** Sets {@link Caller#groups()}. */
        public Builder groups(Set<String> groups) {
            this.groups = Set.copyOf(groups);
            return this;
        }

        /** Sets {@link Caller#tenants()}. */
        public Builder tenants(Set<String> tenants) {
            this.tenants = Set.copyOf(tenants);
            return this;
        }

        /**
         * Sets {@link Caller#mechanism()}. The host overwrites it with the name of the mechanism that authenticated the
         * caller.
         */
        public Builder mechanism(String mechanism) {
            this.mechanism = Objects.requireNonNull(mechanism, "mechanism");
            return this;
        }

        /** Sets {@link Caller#authenticationTime()}. */
        public Builder authenticationTime(Instant authenticationTime) {
            this.authenticationTime = Objects.requireNonNull(authenticationTime, "authenticationTime");
            return this;
        }

        /** Sets {@link Caller#acr()}. */
        public Builder acr(String acr) {
            this.acr = Objects.requireNonNull(acr, "acr");
            return this;
        }

        /** Sets {@link Caller#amr()}. */
        public Builder amr(List<String> amr) {
            this.amr = List.copyOf(amr);
            return this;
        }

        /** Sets {@link Caller#expiry()}. */
        public Builder expiry(Instant expiry) {
            this.expiry = Objects.requireNonNull(expiry, "expiry");
            return this;
        }

        /**
         * Sets {@link Caller#claims()} in the given order. The map must not contain a credential. Lists and maps inside
         * it are not copied, so they must be immutable.
         */
        public Builder claims(Map<String, Object> claims) {
            // Iterating over an unmodifiable map would allocate an object for each entry.
            Map<String, Object> copy = new LinkedHashMap<>(claims.size() * 4 / 3 + 1);
            claims.forEach(copy::put);
            this.claims = Collections.unmodifiableMap(copy);
            return this;
        }

        /** Returns the caller. */
        public Caller build() {
            return new Caller(this);
        }

        private static String notBlank(String value, String what) {
            if (value.isBlank()) {
                throw new IllegalArgumentException("the caller's " + what + " must not be blank");
            }
            return value;
        }
    }
}
