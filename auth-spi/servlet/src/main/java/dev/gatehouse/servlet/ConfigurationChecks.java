package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.HostNames;
import dev.gatehouse.servlet.gate.HttpTokens;
import dev.gatehouse.servlet.gate.ProbePaths;
import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.mechanism.ActivePlace;
import dev.gatehouse.servlet.mechanism.SharedSessions;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks settings that depend on each other or on the mechanisms. Refuses the start with the setting that is wrong. */
final class ConfigurationChecks {

    private static final int SHORTEST_PREFIX = 8;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    private ConfigurationChecks() {}

    /** Reading all files without a pause would take a whole core. */
    static void reloadInterval(Settings settings) {
        Duration interval = settings.get(HostSettings.RELOAD_INTERVAL);
        if (!interval.isZero() && interval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw settings.refuse(HostSettings.RELOAD_INTERVAL, "expected 0s or at least 100ms");
        }
    }

    /** A header of a proxy proves nothing if any client may send it. */
    static void headers(Settings settings, List<ActiveMechanism<?>> active) {
        boolean proxies = settings.find(HostSettings.TRUSTED_PROXIES).isPresent();
        Map<String, CredentialSource> headers = new HashMap<>();
        for (ActiveMechanism<?> mechanism : active) {
            for (ActivePlace<?> place : mechanism.places()) {
                CredentialSource source = place.source();
                boolean ofProxy = source.kind() == CredentialSource.Kind.PROXY_HEADER;
                if (!ofProxy && source.kind() != CredentialSource.Kind.HEADER) {
                    continue;
                }
                if (ofProxy && !proxies) {
                    throw settings.refuse(
                            HostSettings.TRUSTED_PROXIES,
                            "is missing; " + mechanism.name() + " takes its credential from " + source
                                    + ", so set it to the addresses of that proxy");
                }
                for (String name : source.names()) {
                    CredentialSource other = headers.putIfAbsent(name.toLowerCase(Locale.ROOT), source);
                    if (other != null && !other.equals(source)) {
                        throw settings.refuse(HostSettings.MECHANISMS, sharedHeader(mechanism, source, other));
                    }
                }
            }
        }
    }

    private static String sharedHeader(ActiveMechanism<?> mechanism, CredentialSource source, CredentialSource other) {
        String from = mechanism.name() + " takes its credential from " + source;
        return source.kind() == other.kind()
                ? from + ", which overlaps with " + other + "; give them the same headers or none in common"
                : from + ", and another one from the same header of any client; use one of the two";
    }

    /** The cookies that endpoints own are neither a credential nor another mechanism's. */
    static void cookiePrefixes(Settings settings, List<ActiveMechanism<?>> active) {
        Map<String, String> owners = new HashMap<>();
        for (ActiveMechanism<?> mechanism : active) {
            for (String prefix : mechanism.cookiePrefixes()) {
                if (prefix.length() < SHORTEST_PREFIX || !HttpTokens.isToken(prefix)) {
                    throw settings.refuse(
                            HostSettings.MECHANISMS,
                            mechanism.name() + " cannot be created: expected a prefix of cookie names with at least "
                                    + SHORTEST_PREFIX + " characters");
                }
                for (Map.Entry<String, String> other : owners.entrySet()) {
                    if (other.getKey().startsWith(prefix) || prefix.startsWith(other.getKey())) {
                        throw settings.refuse(
                                HostSettings.MECHANISMS,
                                other.getValue() + " and " + mechanism.name() + " use the same cookies; configure only"
                                        + " one of them");
                    }
                }
                owners.put(prefix, mechanism.name());
            }
        }
        for (ActiveMechanism<?> mechanism : active) {
            for (ActivePlace<?> place : mechanism.places()) {
                CredentialSource source = place.source();
                for (Map.Entry<String, String> owner : owners.entrySet()) {
                    if (source.kind() == CredentialSource.Kind.COOKIE
                            && source.name().startsWith(owner.getKey())) {
                        throw settings.refuse(
                                HostSettings.MECHANISMS,
                                "the name of " + source + ", the credential of " + mechanism.name()
                                        + ", starts with the cookie prefix of the endpoints of " + owner.getValue()
                                        + "; choose another name");
                    }
                }
            }
        }
    }

    /** Returns whether browsers send the session cookie with every cross-site request. */
    static boolean embedded(Settings settings, MechanismSet mechanisms, List<String> frameAncestors) {
        SharedSessions sessions = mechanisms.sessionsInUse();
        boolean embedded = sessions != null && sessions.sessions().deletion().sameSite() == SetCookie.SameSite.NONE;
        if (embedded && frameAncestors.isEmpty()) {
            throw settings.refuse(
                    HostSettings.FRAME_ANCESTORS,
                    "is required with auth.cookie.same-site = none; list the origins that embed the application,"
                            + " because any other site could embed it too and trick its users into clicks");
        }
        if (embedded && !settings.get(HostSettings.CROSS_SITE_GUARD)) {
            throw settings.refuse(
                    HostSettings.CROSS_SITE_GUARD,
                    "must be on with auth.cookie.same-site = none, because nothing else protects against CSRF then");
        }
        return embedded;
    }

    /**
     * Returns the paths of health checks.
     *
     * @param policy the access policy; where TLS is required, credentials must not be sent to a path without it
     * @param endpoints the endpoints of mechanisms, which receive credentials
     */
    static ProbePaths probePaths(Settings settings, AccessPolicy policy, EndpointTable endpoints) {
        List<String> paths = settings.find(HostSettings.PROBE_PATHS).orElse(List.of());
        boolean requireTls = settings.get(HostSettings.REQUIRE_TLS);
        if (!paths.isEmpty() && !requireTls && settings.find(HostSettings.HOSTS).isEmpty()) {
            throw settings.refuse(
                    HostSettings.PROBE_PATHS,
                    "requires auth.hosts or auth.require-tls, from which it makes exceptions");
        }
        for (String path : requireTls ? paths : List.<String>of()) {
            boolean open = policy.ruleFor("GET", path).mode() == AccessRule.Mode.OPEN
                    && policy.ruleFor("HEAD", path).mode() == AccessRule.Mode.OPEN;
            if (!open || endpoints.at(path) != null) {
                throw settings.refuse(
                        HostSettings.PROBE_PATHS,
                        path + " is not an open path, so credentials would be sent to it without TLS; open it to"
                                + " everyone, or leave it out");
            }
        }
        return new ProbePaths(Set.copyOf(paths));
    }

    static HostNames hosts(Settings settings, ProbePaths probePaths) {
        List<HostNames.Name> names =
                new ArrayList<>(settings.find(HostSettings.HOSTS).orElse(List.of()));
        if (names.isEmpty()) {
            return HostNames.ANY;
        }
        settings.find(HostSettings.PUBLIC_URL).ifPresent(url -> names.add(HostNames.Name.parse(url.getRawAuthority())));
        return new HostNames(names, probePaths);
    }
}
