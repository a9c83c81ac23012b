package dev.gatehouse.spi;

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
 * Who is calling: the outcome of an authentication that succeeded.
 *
 * <p>A caller's identity is the pair of {@link #issuer()} and {@link #subject()}; two callers are equal when both are. The {@linkplain #getName() name}
 * is what the application shows and stores, and is never to be compared across issuers. Immutable and thread-safe. {@link #toString()} prints issuer and
 * subject, fit for a log line, and no claim.
 */
public final class Caller implements Principal {

    /** What kind of party calls. */
    public enum Kind {
        /** A human being, as far as the mechanism can tell. */
        PERSON,
        /** A machine that calls in its own name, such as an OAuth 2.0 client (RFC 6749 section 4.4). */
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
     * Starts a caller.
     *
     * @param issuer who vouches for the subject: the {@code iss} of a token, or a name for a local user directory; not blank
     * @param subject the issuer's own identifier of the caller, 1 to 255 characters, never reassigned to somebody else; not blank
     * @return a builder with kind {@link Kind#PERSON}, no permission, no group and no tenant
     * @throws IllegalArgumentException if either is blank or the subject is longer than 255 characters
     */
    public static Builder builder(String issuer, String subject) {
        return new Builder(issuer, subject);
    }

    /** Returns a builder that holds everything this caller has. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns the name that {@code getRemoteUser()} and the application see: the issuer's declared name claim, else the subject. Never blank. */
    @Override
    public String getName() {
        return name;
    }

    /** Returns who vouches for the {@link #subject()}. Never blank. */
    public String issuer() {
        return issuer;
    }

    /** Returns the caller's identifier at its {@link #issuer()}; 1 to 255 characters. */
    public String subject() {
        return subject;
    }

    /** Returns the name to show to people; equal to {@link #getName()} when the issuer gave none. */
    public String displayName() {
        return displayName;
    }

    /** Returns what kind of party calls. */
    public Kind kind() {
        return kind;
    }

    /** Returns the permissions, as the mechanism's declared mapping names them; empty when there are none. Unmodifiable. */
    public Set<String> permissions() {
        return permissions;
    }

    /** Returns whether {@link #permissions()} contains exactly this one; there are no wildcards. */
    public boolean hasPermission(String permission) {
        return permissions.contains(permission);
    }

    /** Returns the groups; empty when there are none or the issuer tells none. Unmodifiable. */
    public Set<String> groups() {
        return groups;
    }

    /** Returns the tenants; empty when there are none or the issuer tells none. Unmodifiable. */
    public Set<String> tenants() {
        return tenants;
    }

    /** Returns the configured name of the mechanism that authenticated the caller; set by the host, empty before. */
    public String mechanism() {
        return mechanism;
    }

    /** Returns when the caller proved who it is (OpenID Connect {@code auth_time}); empty when unknown, which counts as "too long ago". */
    public Optional<Instant> authenticationTime() {
        return Optional.ofNullable(authenticationTime);
    }

    /** Returns the authentication context class reference (OpenID Connect {@code acr}); empty when unknown, which counts as the weakest. */
    public Optional<String> acr() {
        return Optional.ofNullable(acr);
    }

    /** Returns the authentication methods (RFC 8176 {@code amr}); empty when unknown. Unmodifiable. */
    public List<String> amr() {
        return amr;
    }

    /** Returns when the evidence ends at the latest; empty when it carries no end of its own. */
    public Optional<Instant> expiry() {
        return Optional.ofNullable(expiry);
    }

    /** Returns the verified claims behind this caller, for the application's own rules; never a credential. Unmodifiable. */
    public Map<String, Object> claims() {
        return claims;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller caller && issuer.equals(caller.issuer) && subject.equals(caller.subject);
    }

    @Override
    public int hashCode() {
        return 31 * issuer.hashCode() + subject.hashCode();
    }

    @Override
    public String toString() {
        return "Caller[issuer=" + Printable.text(issuer, 512) + ", subject=" + Printable.text(subject, 255) + "]";
    }

    /** Collects what a {@link Caller} holds. Not thread-safe. */
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
            if (subject.length() > 255) {
                throw new IllegalArgumentException(
                        "a subject has at most 255 characters, this one has " + subject.length());
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

        /** Sets {@link Caller#getName()}; not blank. */
        public Builder name(String name) {
            this.name = notBlank(name, "name");
            return this;
        }

        /** Sets {@link Caller#displayName()}; not blank. */
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

        /** Sets {@link Caller#mechanism()}. The host overwrites it with the name of the mechanism that answered. */
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

        /** Sets {@link Caller#claims()}, in the given order. Leave credentials out, and hand in values that nobody changes: lists and maps in them are not copied. */
        public Builder claims(Map<String, Object> claims) {
            // A copy by iterator would make an object for each member of an unmodifiable map.
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
                throw new IllegalArgumentException("the " + what + " of a caller must not be blank");
            }
            return value;
        }
    }
}
