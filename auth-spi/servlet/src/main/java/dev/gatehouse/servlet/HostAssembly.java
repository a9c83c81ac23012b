package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.Cors;
import dev.gatehouse.servlet.gate.CrossSiteGuard;
import dev.gatehouse.servlet.gate.ProbePaths;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.servlet.gate.RequestGate;
import dev.gatehouse.servlet.gate.RequestsInProgress;
import dev.gatehouse.servlet.gate.TransportPolicy;
import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.response.ResponseHeaders;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.servlet.settings.LoadedSettings;
import dev.gatehouse.servlet.settings.SettingsOwners;
import dev.gatehouse.spi.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Assembles the host of one configuration from its settings and mechanisms, and checks them against each other. Opens
 * nothing.
 *
 * @param policy the access policy of the application, without the rules in settings
 * @param decisions receives the decisions of the host
 * @param warnings receives what an operator should change
 */
record HostAssembly(AccessPolicy policy, Clock clock, Decisions decisions, Consumer<String> warnings) {

    private static final int ENDPOINT_BODY_BYTES = 64 * 1024;

    /**
     * Returns the host.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if settings and mechanisms do not fit together
     */
    Host host(LoadedSettings loaded, MechanismSet mechanisms, RequestsInProgress requests) {
        Settings settings = loaded.settings(SettingsOwners.HOST);
        AccessPolicy whole = whole(settings);
        mechanisms.check(whole, settings);
        whole.warnings().forEach(warnings);
        PublicAddress address = new PublicAddress(
                settings.find(HostSettings.PUBLIC_URL),
                settings.find(HostSettings.TRUSTED_PROXIES).orElse(List.of()),
                settings.get(HostSettings.FORWARDING_HEADERS),
                clientCertHeader(settings));
        if (!settings.get(HostSettings.CROSS_SITE_GUARD)) {
            warnings.accept(
                    "auth.cross-site-guard is off: any web site can act with the session of a user who visits it");
        }
        List<ActiveMechanism<?>> active = mechanisms.active();
        ConfigurationChecks.reloadInterval(settings);
        ConfigurationChecks.headers(settings, active);
        ConfigurationChecks.cookiePrefixes(settings, active);
        AuthenticationChain chain = new AuthenticationChain(active, address);
        List<String> frameAncestors =
                settings.find(HostSettings.FRAME_ANCESTORS).orElse(List.of());
        boolean embedded = ConfigurationChecks.embedded(settings, mechanisms, frameAncestors);
        ResponseHeaders headers = new ResponseHeaders(settings.get(HostSettings.HSTS), address, frameAncestors);
        ResourceMetadata metadata = ResourceMetadata.of(active, settings);
        Challenges challenges = new Challenges(active, settings.get(HostSettings.REALM), metadata.url());
        Cors cors = new Cors(settings.find(HostSettings.CORS_ORIGINS).orElse(List.of()), chain.explicitHeaders());
        RefusalWriter refusals =
                new RefusalWriter(challenges, headers, cors, LoginPage.of(settings, active), decisions);
        CrossSiteGuard guard = new CrossSiteGuard(settings.get(HostSettings.CROSS_SITE_GUARD), address, embedded);
        EndpointTable endpoints = new EndpointTable(active, whole, settings);
        ProbePaths probePaths = ConfigurationChecks.probePaths(settings, whole, endpoints);
        return new Host(
                new RequestGate(
                        address,
                        ConfigurationChecks.hosts(settings, probePaths),
                        new TransportPolicy(settings.get(HostSettings.REQUIRE_TLS), address, probePaths)),
                cors,
                metadata.checkedAgainst(endpoints, whole, settings),
                new EndpointDispatcher(
                        endpoints,
                        guard,
                        address,
                        chain.hiddenHeaders(),
                        headers,
                        refusals,
                        decisions,
                        new BodyReader(ENDPOINT_BODY_BYTES, settings.get(HostSettings.ENDPOINT_BODY_TIMEOUT)),
                        requests),
                new AccessControl(
                        whole,
                        chain,
                        new CredentialBodies(
                                chain, settings.get(HostSettings.ENDPOINT_BODY_TIMEOUT), decisions, requests),
                        new Requirements(guard, clock)),
                headers,
                refusals);
    }

    private static boolean clientCertHeader(Settings settings) {
        boolean on = settings.get(HostSettings.CLIENT_CERT_HEADER);
        if (on && settings.find(HostSettings.TRUSTED_PROXIES).isEmpty()) {
            throw settings.refuse(
                    HostSettings.CLIENT_CERT_HEADER,
                    "requires auth.trusted-proxies, because a certificate header from any other client proves nothing");
        }
        return on;
    }

    private AccessPolicy whole(Settings settings) {
        try {
            return policy.plus(AccessPolicySettings.of(settings));
        } catch (IllegalArgumentException twice) {
            throw settings.refuse(
                    HostSettings.ACCESS_PATH, String.valueOf(twice.getMessage()) + ", in code and in settings");
        }
    }
}
