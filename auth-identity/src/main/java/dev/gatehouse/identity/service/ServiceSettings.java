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

/**
 * The settings for the REST service of Identity.
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

    private static final Setting<URI> URL = ProviderSettings.url(
            "auth.identity.service.url",
            "The base URL of the Identity service, such as http://localhost:8084. It is asked with the caller's token"
                    + " for what auth.identity.permissions-from, groups-from, tenants-from and authorizations-from"
                    + " name. While it does not answer, callers that are not remembered get 503. Default: none.");
    private static final Setting<Source> PERMISSIONS = Setting.choice(
                    "auth.identity.permissions-from",
                    "Where permissions come from: from claims, as auth.identity.audience-permissions-claim and"
                            + " permissions-claims say, or from the Identity service, which is then the only source"
                            + " besides auth.identity.granted-permissions.",
                    Source.class)
            .defaultsTo("claims");
    private static final Setting<Source> GROUPS = Setting.choice(
                    "auth.identity.groups-from",
                    "Where groups come from: from auth.identity.groups-claim, or from the Identity service alone.",
                    Source.class)
            .defaultsTo("claims");
    private static final Setting<Source> TENANTS = Setting.choice(
                    "auth.identity.tenants-from",
                    "Where tenants come from: from auth.identity.tenants-claim, or from the Identity service alone.",
                    Source.class)
            .defaultsTo("claims");
    private static final Setting<AuthorizationSource> AUTHORIZATIONS = Setting.choice(
                    "auth.identity.authorizations-from",
                    "Where authorizations for single processes come from. With service they become permissions such as"
                            + " process-definition:READ:invoice, and no other source can grant permissions of this"
                            + " form.",
                    AuthorizationSource.class)
            .defaultsTo("none");
    private static final Setting<Duration> CACHE_TIME = Setting.duration(
                    "auth.identity.service.cache-time",
                    "How long answers of the Identity service are used for a token, at most until the token expires."
                            + " What is withdrawn at Identity counts until then. After half of this time, the answers"
                            + " are renewed in the background. With 0s, each request asks.",
                    Duration.ZERO,
                    Duration.ofHours(1))
            .defaultsTo("60s");
    private static final Setting<Integer> CACHE_SIZE = Setting.integer(
                    "auth.identity.service.cache-size",
                    "How many tokens are remembered with the answers of the Identity service. An answer with many names"
                            + " counts as several.",
                    1,
                    1_000_000)
            .defaultsTo("10000");
    private static final ProviderSettings ACCESS = new ProviderSettings("auth.identity.service.", null, false);

    /** All settings. */
    public static final List<Setting<?>> ALL = all();

    private ServiceSettings() {}

    private static List<Setting<?>> all() {
        List<Setting<?>> all =
                new ArrayList<>(List.of(PERMISSIONS, GROUPS, TENANTS, AUTHORIZATIONS, URL, CACHE_TIME, CACHE_SIZE));
        all.addAll(ACCESS.all());
        return List.copyOf(all);
    }

    /** Returns whether permissions come from claims. */
    public static boolean permissionsFromClaims(Settings settings) {
        return settings.get(PERMISSIONS) == Source.CLAIMS;
    }

    /**
     * Returns what the service is asked for; empty if it is not asked.
     *
     * @param audience the names of this API at Identity
     * @param permissionNames the application's names of permissions, by their names at Identity
     * @param plainHttp whether plain http to another host is allowed
     * @param allowing the setting that allows it
     */
    public static Optional<ServicePolicy> policy(
            Settings settings,
            List<String> audience,
            Map<String, String> permissionNames,
            boolean plainHttp,
            Setting<?> allowing) {
        Set<Part> parts = parts(settings);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        URI url = settings.find(URL).orElseThrow(() -> settings.refuse(URL, missing(settings)));
        if (url.getRawQuery() != null) {
            throw settings.refuse(URL, "expected a base URL without a query");
        }
        if (!plainHttp && PlainHttp.beyondLoopback(url)) {
            throw settings.refuse(
                    URL,
                    "tokens of callers would be sent to another host over plain HTTP, where they can be stolen; use"
                            + " https, or set " + allowing.key() + " to on if the network is trusted");
        }
        return Optional.of(new ServicePolicy(
                url,
                parts,
                audience,
                permissionNames,
                settings.get(CACHE_TIME),
                settings.get(CACHE_SIZE),
                ACCESS.access(settings, url)));
    }

    private static Set<Part> parts(Settings settings) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (settings.get(PERMISSIONS) == Source.SERVICE) {
            parts.add(Part.PERMISSIONS);
        }
        if (settings.get(GROUPS) == Source.SERVICE) {
            parts.add(Part.GROUPS);
        }
        if (settings.get(TENANTS) == Source.SERVICE) {
            parts.add(Part.TENANTS);
        }
        if (settings.get(AUTHORIZATIONS) == AuthorizationSource.SERVICE) {
            parts.add(Part.AUTHORIZATIONS);
        }
        return parts;
    }

    /** Returns the settings that need the service, which a preset may have chosen. */
    private static String missing(Settings settings) {
        List<String> need = new ArrayList<>();
        for (Setting<Source> source : List.of(PERMISSIONS, GROUPS, TENANTS)) {
            if (settings.get(source) == Source.SERVICE) {
                need.add(source.key());
            }
        }
        if (settings.get(AUTHORIZATIONS) == AuthorizationSource.SERVICE) {
            need.add(AUTHORIZATIONS.key());
        }
        return "is missing; " + String.join(" and ", need) + (need.size() == 1 ? " is" : " are")
                + " service, by configuration or by the preset of auth.identity.provider. Without an Identity service,"
                + " set " + (need.size() == 1 ? "it" : "them") + " to claims or none";
    }
}
