package dev.gatehouse.jwt;

import dev.gatehouse.jwt.keys.DiscoveredKeySetFetcher;
import dev.gatehouse.jwt.keys.IssuerClock;
import dev.gatehouse.jwt.keys.JwkSource;
import dev.gatehouse.jwt.keys.KeyLifetimes;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.keys.KeyResolver;
import dev.gatehouse.jwt.keys.KeySet;
import dev.gatehouse.jwt.keys.KeySetCache;
import dev.gatehouse.jwt.keys.KeySetFetcher;
import dev.gatehouse.jwt.keys.KeySetFile;
import dev.gatehouse.jwt.keys.KeySetReader;
import dev.gatehouse.jwt.keys.PemKeysByKid;
import dev.gatehouse.jwt.keys.Scheduler;
import dev.gatehouse.jwt.keys.SharedSecretKeys;
import dev.gatehouse.jwt.keys.VerificationKeys;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.support.FilePermissions;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.HttpProxy;
import dev.gatehouse.support.http.PlainHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a {@link TokenVerifier} from the policies of its issuers. */
final class VerifierAssembly {

    private static final Logger LOG = LoggerFactory.getLogger(VerifierAssembly.class);

    private VerifierAssembly() {}

    /** Returns a verifier that shares nothing with mechanisms, started unless the configuration is only checked. */
    static TokenVerifier alone(
            MechanismContext context,
            List<IssuerPolicy> policies,
            long cacheBytes,
            @Nullable TokenRevocations revocations,
            @Nullable Path revocationsFile) {
        BearerContext bearer = BearerContext.alone(context, cacheBytes, revocationsFile);
        try {
            TokenVerifier verifier = build(bearer, context, policies, revocations, KeyLifetimes.PATIENCE, bearer);
            if (context.checkOnly()) {
                bearer.check();
            } else {
                bearer.start();
                verifier.start();
            }
            return verifier;
        } catch (RuntimeException refused) {
            bearer.close();
            throw refused;
        }
    }

    /**
     * Returns a verifier that uses what the mechanisms of a configuration share. Start it when all of them have been
     * created.
     *
     * @param patience how long a request with an unknown kid waits for newer keys
     */
    static TokenVerifier join(
            BearerContext bearer,
            MechanismContext context,
            List<IssuerPolicy> policies,
            @Nullable TokenRevocations revocations,
            Duration patience) {
        return build(bearer, context, policies, revocations, patience, () -> {});
    }

    private static TokenVerifier build(
            BearerContext bearer,
            MechanismContext context,
            List<IssuerPolicy> policies,
            @Nullable TokenRevocations revocations,
            Duration patience,
            AutoCloseable resources) {
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("expected at least one issuer");
        }
        warnOfPinnedAddresses();
        KeySetCache memory = context.sharedState("keys", KeySetCache.class, KeySetCache::new);
        Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
        for (int i = 0; i < policies.size(); i++) {
            for (IssuerPolicy earlier : policies.subList(0, i)) {
                String clash = IssuerTable.clash(earlier, policies.get(i));
                if (clash != null) {
                    throw new IllegalArgumentException(clash);
                }
            }
        }
        for (IssuerPolicy policy : policies) {
            VerificationKeys keys = keys(policy, bearer, context.clock(), memory, patience);
            TrustedIssuer issuer = new TrustedIssuer(
                    context.name(), policy.issuer(), new ClaimRules(policy), policy.mapping(), keys, policy.origin());
            // Several load balancers may name one issuer.
            issuers.put(policy.issuer() + " " + policy.origin().signers(), issuer);
        }
        issuers.values().forEach(bearer::add);
        return new TokenVerifier(bearer.tokens(), issuers, bearer.revocations(revocations), resources);
    }

    /** By default the JDK caches addresses for 30 seconds. With a longer time, an issuer that moves is not found. */
    private static void warnOfPinnedAddresses() {
        String seconds = Security.getProperty("networkaddress.cache.ttl");
        if (seconds != null && (seconds.startsWith("-") || seconds.length() > 2)) {
            LOG.warn("the JDK caches the addresses of issuers for too long; set the security property"
                    + " networkaddress.cache.ttl to 30");
        }
    }

    private static VerificationKeys keys(
            IssuerPolicy policy, BearerContext bearer, Clock wall, KeySetCache memory, Duration patience) {
        Scheduler clock = bearer.clock();
        KeyLocation location = policy.keys();
        KeyLifetimes times = policy.keyTimes();
        if (location instanceof KeyLocation.SharedSecret secrets) {
            return SharedSecretKeys.of(policy.issuer(), policy.algorithms(), secrets);
        }
        if (location instanceof KeyLocation.JwksFile file) {
            KeyLifetimes fileTimes = new KeyLifetimes(KeyLifetimes.FILE_LIFE, times.maxStale());
            JwkSource source = new JwkSource(
                    policy.issuer(),
                    new KeySetFile(file.file(), bearer.background().workers()),
                    fileTimes,
                    clock,
                    snapshot -> {},
                    set -> memory.isNews(policy.issuer(), location, set));
            source.install(new JwkSource.Snapshot(keysIn(file), clock.nanos()));
            if (FilePermissions.changeableByAll(file.file())) {
                LOG.warn(
                        "issuer {}: every user of this machine can change the key file {} and so forge tokens; remove"
                                + " this permission from the file and its directory (chmod o-w)",
                        policy.issuer(),
                        file.file());
            }
            return new KeyResolver(source, clock, patience);
        }
        BoundedHttp http = http(policy, bearer);
        if (policy.keys().overPlainHttp()) {
            LOG.warn(
                    "issuer {}: its keys are fetched over plain http; an attacker in that network can forge tokens",
                    policy.issuer());
        }
        if (location instanceof KeyLocation.PemByKid remote) {
            return new PemKeysByKid(policy.issuer(), kid -> http.get(remote.uri(kid)), times, clock, patience);
        }
        IssuerClock issuerClock = new IssuerClock(policy.issuer(), wall);
        KeySetFetcher fetcher = location instanceof KeyLocation.JwksUri remote
                ? () -> http.get(remote.uri(), issuerClock::seen)
                : new DiscoveredKeySetFetcher((KeyLocation.Discovery) location, http, policy.plainHttp(), issuerClock);
        JwkSource source = new JwkSource(
                policy.issuer(),
                fetcher,
                times,
                clock,
                snapshot -> memory.remember(policy.issuer(), location, snapshot),
                set -> memory.isNews(policy.issuer(), location, set));
        JwkSource.Snapshot earlier = memory.recall(policy.issuer(), location);
        if (earlier != null) {
            source.install(earlier);
        }
        return new KeyResolver(source, clock, patience);
    }

    /** @throws IllegalArgumentException if the issuer cannot be reached in the way that the policy says */
    private static BoundedHttp http(IssuerPolicy policy, BearerContext bearer) {
        try {
            URI place = Objects.requireNonNull(policy.keys().place());
            HttpProxy proxy = policy.access().proxy();
            String problem = proxy == null ? null : proxy.problem(place);
            if (problem == null && policy.access().bearerFile() != null && PlainHttp.beyondLoopback(place)) {
                problem = "the bearer file would be sent over plain http; use https";
            }
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
            return bearer.http(policy, place);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException("issuer " + policy.issuer() + ": " + unusable.getMessage(), unusable);
        }
    }

    /**
     * Returns the keys in a file. The file is local, so a defect is reported at the start and not by refused requests.
     *
     * @throws IllegalArgumentException if the file cannot be used
     */
    static KeySet keysIn(KeyLocation.JwksFile location) {
        KeySetReader reader = new KeySetReader();
        byte[] document;
        try {
            document = KeySetFile.read(location.file());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the file " + location.file() + " cannot be read", unreadable);
        }
        KeySet keys = reader.read(document, null);
        if (keys == null) {
            throw new IllegalArgumentException("the file " + location.file() + " does not contain a JWK set (RFC 7517"
                    + " section 5): it " + reader.defect(document));
        }
        return keys;
    }
}
