package dev.gatehouse.jwt;

import dev.gatehouse.jwt.claims.ClaimPath;
import dev.gatehouse.jwt.claims.ClientMark;
import dev.gatehouse.jwt.claims.ClientRule;
import dev.gatehouse.jwt.claims.NamePrefix;
import dev.gatehouse.jwt.claims.NameSeparator;
import dev.gatehouse.jwt.claims.NamesClaim;
import dev.gatehouse.jwt.jose.Claims;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Stable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The mapping from the claims of an issuer's tokens to a {@link Caller}. A claim of an unexpected type grants nothing.
 * A token is refused if its name claim is not a string. Immutable and thread-safe.
 *
 * <p>Paths are member names joined by dots, such as {@code realm_access.roles}. A member name may contain dots; a name
 * in double quotes is exact, as in {@code resource_access."my.client".roles}.
 *
 * @since 0.1
 */
@Stable
public final class ClaimMapping {

    private static final int MAX_NAME = 255;

    /** The token's own subject, which has been checked. */
    private static final ClaimPath SUBJECT = new ClaimPath(RegisteredClaims.SUBJECT);

    private final ClaimPath name;
    private final NamePrefix namePrefix;
    private final ClaimPath displayName;
    private final PermissionClaims permissions;
    private final Set<String> organizations;
    private final @Nullable NamesClaim groups;
    private final NameSeparator groupSeparator;
    private final @Nullable NamesClaim tenants;
    private final ClientClaims clients;

    private ClaimMapping(Builder builder) {
        this.name = builder.name;
        this.namePrefix = builder.namePrefix;
        this.displayName = builder.displayName;
        this.organizations = Set.copyOf(builder.organizations);
        this.permissions = new PermissionClaims(
                new PermissionClaims.Rules(
                        builder.permissions,
                        builder.permissionSeparator,
                        organizations,
                        builder.permissionNames,
                        builder.granted),
                builder.nanos);
        this.groups = builder.groups;
        this.groupSeparator = builder.groupSeparator;
        this.tenants = builder.tenants;
        this.clients = new ClientClaims(builder.clientRule, builder.clientClaims, builder.clientMarks);
    }

    /**
     * Returns a builder with the defaults: name {@code sub}, display name {@code name}, no permissions, groups or
     * tenants, and every caller a person.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Declares a setting for the path of a claim.
     *
     * @param key its key
     * @param description a sentence for the documentation
     */
    public static Setting<String> pathSetting(String key, String description) {
        return Setting.of(key, "claim", description, text -> new ClaimPath(text).toString());
    }

    /** Returns the caller for a token; {@code null} if the claims do not contain a valid name. */
    @Nullable
    public Caller map(VerifiedToken token, String mechanism) {
        Map<String, @Nullable Object> claims = token.claims();
        Object mapped = name.equals(SUBJECT) ? null : name.in(claims);
        if (mapped != null && !(mapped instanceof String text && isName(text))) {
            return null;
        }
        Caller.Builder caller = Caller.builder(token.issuer(), token.subject())
                .name(namePrefix.before(mapped == null ? token.subject() : (String) mapped))
                .kind(clients.isClient(token) ? Caller.Kind.CLIENT : Caller.Kind.PERSON)
                .permissions(permissions.of(token))
                .groups(groups(claims))
                .tenants(tenants(claims))
                .mechanism(mechanism)
                .expiry(token.expiry())
                .claims(present(claims));
        if (displayName.in(claims) instanceof String shown && isName(shown)) {
            caller.displayName(shown);
        }
        if (claims.get("auth_time") instanceof Long seconds && seconds >= 0 && seconds < Integer.MAX_VALUE * 2L) {
            caller.authenticationTime(Instant.ofEpochSecond(seconds));
        }
        if (claims.get("acr") instanceof String acr) {
            caller.acr(acr);
        }
        List<String> amr = Claims.strings(claims.get("amr"));
        if (amr != null) {
            caller.amr(amr);
        }
        return caller.build();
    }

    /** Returns what the names of all callers begin with; empty for nothing. */
    public String namePrefix() {
        return namePrefix.text();
    }

    /** Returns whether a caller can be a person. */
    public boolean hasPersons() {
        return clients.rule() != ClientRule.ALWAYS;
    }

    private Set<String> groups(Map<String, @Nullable Object> claims) {
        return groups == null
                ? Set.of()
                : Set.copyOf(groups.names(groups.value(claims), groupSeparator, organizations));
    }

    private Set<String> tenants(Map<String, @Nullable Object> claims) {
        return tenants == null
                ? Set.of()
                : Set.copyOf(tenants.names(tenants.value(claims), NameSeparator.NONE, organizations));
    }

    /** Members that are null say nothing, and an application need not be made to stumble over them. */
    private static Map<String, Object> present(Map<String, @Nullable Object> claims) {
        if (!claims.containsValue(null)) {
            return claims;
        }
        Map<String, Object> present = new LinkedHashMap<>(claims);
        present.values().removeIf(Objects::isNull);
        return present;
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= MAX_NAME && Claims.isPlain(text);
    }

    /** Builds a mapping. Not thread-safe. */
    public static final class Builder {

        private ClaimPath name = SUBJECT;
        private NamePrefix namePrefix = NamePrefix.NONE;
        private ClaimPath displayName = new ClaimPath("name");
        private final List<NamesClaim> permissions = new ArrayList<>();
        private NameSeparator permissionSeparator = NameSeparator.SCOPES;
        private final Map<String, String> permissionNames = new HashMap<>();
        private final Set<String> granted = new LinkedHashSet<>();
        private final Set<String> organizations = new LinkedHashSet<>();
        private @Nullable NamesClaim groups;
        private NameSeparator groupSeparator = NameSeparator.NONE;
        private @Nullable NamesClaim tenants;
        private final List<ClaimPath> clientClaims = new ArrayList<>();
        private ClientRule clientRule = ClientRule.NEVER;
        private List<ClientMark> clientMarks = List.of();
        private LongSupplier nanos = System::nanoTime;

        private Builder() {}

        /** Sets the claim for {@link Caller#getName()}. If a token lacks it, the subject is used. */
        public Builder name(String path) {
            this.name = new ClaimPath(path);
            return this;
        }

        /**
         * Sets what {@link Caller#getName()} begins with, so that no name equals one of another directory. The display
         * name has no prefix.
         *
         * @throws IllegalArgumentException if it has more than 64 characters, or others than visible ASCII, or ends in
         *     a letter or digit
         */
        public Builder namePrefix(String prefix) {
            this.namePrefix = NamePrefix.parse(prefix);
            return this;
        }

        /**
         * Sets the claim for {@link Caller#displayName()}. If a token lacks it, or it is not a string, the name is
         * used.
         */
        public Builder displayName(String path) {
            this.displayName = new ClaimPath(path);
            return this;
        }

        /**
         * Adds a claim with permissions: a list of strings, or a string with spaces between the permissions. A path
         * that ends in {@code .*} stands for the names of the members whose values are objects that are not empty.
         */
        public Builder permissions(String path) {
            permissions.add(NamesClaim.of(path));
            return this;
        }

        /** Sets what separates the permissions in a claim that is a string. Default: {@link NameSeparator#SCOPES}. */
        public Builder permissionsSeparator(NameSeparator separator) {
            this.permissionSeparator = Objects.requireNonNull(separator, "separator");
            return this;
        }

        /**
         * Restricts claims whose paths end in {@code .*} to organizations: a member counts only if its value has a
         * member with one of these names.
         */
        public Builder organizations(Set<String> ids) {
            organizations.addAll(ids);
            return this;
        }

        /**
         * Adds a member of a claim that is an object, such as one with permissions by audience. Dots in the two names
         * are part of the names.
         */
        public Builder permissionsIn(String claim, String member) {
            permissions.add(NamesClaim.in(claim, member));
            return this;
        }

        /** Renames a permission of the token. Permissions that are not renamed keep their names. */
        public Builder permissionName(String inToken, String inApplication) {
            permissionNames.put(
                    Objects.requireNonNull(inToken, "inToken"), Objects.requireNonNull(inApplication, "inApplication"));
            return this;
        }

        /** Grants permissions to every caller with a valid token of the issuer. */
        public Builder granted(Set<String> permissionsOfAll) {
            granted.addAll(permissionsOfAll);
            return this;
        }

        /**
         * Sets the claim with the groups: a list of strings, or one string. The path may lead through a list of
         * objects, such as {@code groups.display}.
         */
        public Builder groups(String path) {
            this.groups = NamesClaim.of(path);
            return this;
        }

        /** Sets what separates the groups in a claim that is a string. Default: it is one group. */
        public Builder groupsSeparator(NameSeparator separator) {
            this.groupSeparator = Objects.requireNonNull(separator, "separator");
            return this;
        }

        /** Sets the claim with the tenants: a list of strings, or one string. */
        public Builder tenants(String path) {
            this.tenants = NamesClaim.of(path);
            return this;
        }

        /** Sets how clients are distinguished from persons, and the claims that name a client. */
        public Builder client(ClientRule rule, List<String> paths) {
            this.clientRule = Objects.requireNonNull(rule, "rule");
            clientClaims.clear();
            paths.forEach(path -> clientClaims.add(new ClaimPath(path)));
            return this;
        }

        /** Sets what else makes a caller a client, unless the rule is never. */
        Builder clientMarks(List<ClientMark> marks) {
            this.clientMarks = List.copyOf(marks);
            return this;
        }

        Builder nanos(LongSupplier clock) {
            this.nanos = clock;
            return this;
        }

        /** Returns the mapping. */
        public ClaimMapping build() {
            return new ClaimMapping(this);
        }
    }
}
