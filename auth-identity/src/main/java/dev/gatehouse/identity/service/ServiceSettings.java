package dev.gatehouse.identity.service;

import dev.gatehouse.jwt.provider.ProviderSettings;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.PlainHttp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings for the REST service of Identity, under the prefix of a mechanism. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class ServiceSettings {

    /** Where something about a caller comes from. */
    enum Source {
        CLAIMS,
        SERVICE
    }

    /** Where authorizations come from. No claim has them. */
    enum AuthorizationSource {
        NONE,
        SERVICE
    }

    private final String prefix;
    private final @Nullable String group;
    private final List<Setting<?>> all = new ArrayList<>();
    private final Setting<Source> permissions;
    private final Setting<Source> groups;
    private final Setting<Source> tenants;
    private final Setting<AuthorizationSource> authorizations;
    private final Setting<URI> url;
    private final @Nullable Setting<Duration> cacheTime;
    private final @Nullable Setting<Integer> cacheSize;
    private final ProviderSettings access;

    private ServiceSettings(String prefix, @Nullable String group, String when) {
        this.prefix = prefix;
        this.group = group;
        this.permissions = declared(Setting.choice(
                        prefix + "permissions-from",
                        "Where permissions come from: from claims, as " + prefix + "audience-permissions-claim and"
                                + " permissions-claims say, or from the Identity service, which is then the only source"
                                + " besides " + prefix + "granted-permissions.",
                        Source.class)
                .defaultsTo("claims"));
        this.groups = declared(Setting.choice(
                        prefix + "groups-from",
                        "Where groups come from: from " + prefix + "groups-claim, or from the Identity service alone.",
                        Source.class)
                .defaultsTo("claims"));
        this.tenants = declared(Setting.choice(
                        prefix + "tenants-from",
                        "Where tenants come from: from " + prefix
                                + "tenants-claim, or from the Identity service alone.",
                        Source.class)
                .defaultsTo("claims"));
        this.authorizations = declared(Setting.choice(
                        prefix + "authorizations-from",
                        "Where authorizations for single processes come from. With service they become permissions such"
                                + " as process-definition:READ:invoice, and no other source can grant permissions of"
                                + " this form.",
                        AuthorizationSource.class)
                .defaultsTo("none"));
        this.url = declared(ProviderSettings.url(
                prefix + "service.url",
                "The base URL of the Identity service, such as http://localhost:8084. It is called with "
                        + when
                        + " for what " + prefix + "permissions-from, groups-from, tenants-from and"
                        + " authorizations-from name. Default: none."));
        boolean remembers = group == null;
        this.cacheTime = remembers
                ? declared(Setting.duration(
                                prefix + "service.cache-time",
                                "How long the answers of the Identity service for a token are cached, at most until"
                                        + " the token expires. What is withdrawn at Identity stays in effect until"
                                        + " then. After half of this time, the answers are refreshed in the background."
                                        + " With 0s, the service is called for each request.",
                                Duration.ZERO,
                                Duration.ofHours(1))
                        .defaultsTo("60s"))
                : null;
        this.cacheSize = remembers
                ? declared(Setting.integer(
                                prefix + "service.cache-size",
                                "The maximum number of tokens whose answers of the Identity service are cached. An"
                                        + " answer with many names counts as several.",
                                1,
                                1_000_000)
                        .defaultsTo("10000"))
                : null;
        this.access = new ProviderSettings(prefix + "service.", group, false);
        all.addAll(access.all());
    }

    /** Declares the settings for callers with tokens, whose answers are remembered. */
    public static ServiceSettings forTokens(String prefix) {
        return new ServiceSettings(
                prefix, null, "the caller's token. While it does not answer, callers that are not cached get 503,");
    }

    /**
     * Declares the settings for people who log in, whose answers are kept in their sessions.
     *
     * @param group the group that has one instance per provider
     */
    public static ServiceSettings forLogins(String prefix, String group) {
        return new ServiceSettings(prefix, group, "the user's access token, at log-in and at each refresh,");
    }

    private <T> Setting<T> declared(Setting<T> setting) {
        Setting<T> own = group == null ? setting : setting.perInstance(group);
        all.add(own);
        return own;
    }

    /** Returns all settings. */
    public List<Setting<?>> all() {
        return List.copyOf(all);
    }

    /** Returns whether permissions come from claims. */
    public boolean permissionsFromClaims(Settings settings) {
        return settings.get(permissions) == Source.CLAIMS;
    }

    /**
     * Returns what the service is asked for; empty if it is not asked.
     *
     * @param audience the names of this API at Identity
     * @param permissionNames the application's names of permissions, by their names at Identity
     * @param granted the permissions that every caller has
     * @param plainHttp whether plain http to another host is allowed
     * @param allowing the setting that allows it
     */
    public Optional<ServicePolicy> policy(
            Settings settings,
            List<String> audience,
            Map<String, String> permissionNames,
            Set<String> granted,
            boolean plainHttp,
            Setting<?> allowing) {
        Set<Part> parts = parts(settings);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        URI place = settings.find(url).orElseThrow(() -> settings.refuse(url, missing(settings)));
        if (place.getRawQuery() != null) {
            throw settings.refuse(url, "expected a base URL without a query");
        }
        if (!plainHttp && PlainHttp.beyondLoopback(place)) {
            throw settings.refuse(
                    url,
                    "tokens of callers would be sent to another host over plain HTTP, where they can be stolen; use"
                            + " https, or set " + allowing.key() + " to on if the network is trusted");
        }
        return Optional.of(new ServicePolicy(
                place,
                parts,
                audience,
                permissionNames,
                granted,
                cacheTime == null ? Duration.ZERO : settings.get(cacheTime),
                cacheSize == null ? 1 : settings.get(cacheSize),
                access.access(settings, place)));
    }

    private Set<Part> parts(Settings settings) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (settings.get(permissions) == Source.SERVICE) {
            parts.add(Part.PERMISSIONS);
        }
        if (settings.get(groups) == Source.SERVICE) {
            parts.add(Part.GROUPS);
        }
        if (settings.get(tenants) == Source.SERVICE) {
            parts.add(Part.TENANTS);
        }
        if (settings.get(authorizations) == AuthorizationSource.SERVICE) {
            parts.add(Part.AUTHORIZATIONS);
        }
        return parts;
    }

    /** Returns the settings that need the service, which a preset may have chosen. */
    private String missing(Settings settings) {
        List<String> need = new ArrayList<>();
        for (Setting<Source> source : List.of(permissions, groups, tenants)) {
            if (settings.get(source) == Source.SERVICE) {
                need.add(source.key());
            }
        }
        if (settings.get(authorizations) == AuthorizationSource.SERVICE) {
            need.add(authorizations.key());
        }
        return "is missing; " + String.join(" and ", need) + (need.size() == 1 ? " is" : " are")
                + " service, by configuration or by the preset of " + prefix + "provider. Without an Identity service,"
                + " set " + (need.size() == 1 ? "it" : "them") + " to claims or none";
    }
}
