package dev.gatehouse.jwt;

import dev.gatehouse.spi.MechanismContext;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a {@link TokenVerifier} together and starts its fetching of keys. */
final class VerifierAssembly {

    private static final Logger LOG = LoggerFactory.getLogger(VerifierAssembly.class);

    private static final Duration SWEEP = Duration.ofMinutes(1);

    private VerifierAssembly() {}

    static TokenVerifier start(MechanismContext context, List<IssuerPolicy> policies, long cacheBytes) {
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("at least one issuer is needed");
        }
        KeyMemory memory = context.state("keys", KeyMemory.class, KeyMemory::new);
        Background background = new Background();
        KeyClock clock = KeyClock.system(background);
        BoundedGet http = new BoundedGet(background.workers(), context.httpConnectTimeout(), context.httpTimeout());
        Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
        try {
            for (IssuerPolicy policy : policies) {
                KeyRing ring = ring(policy, http, background, clock, memory);
                TrustedIssuer issuer = new TrustedIssuer(
                        policy.issuer(), new ClaimRules(policy), policy.mapping(), new KeyFinder(ring, clock));
                if (issuers.put(policy.issuer(), issuer) != null) {
                    throw new IllegalArgumentException("the issuer " + policy.issuer() + " is configured twice");
                }
            }
        } catch (RuntimeException refused) {
            background.close();
            throw refused;
        }
        TokenVerifier verifier = new TokenVerifier(context.name(), issuers, context.clock(), cacheBytes, background);
        issuers.values().forEach(issuer -> issuer.keys().ring().start());
        if (cacheBytes > 0) {
            sweepFromNowOn(verifier, clock);
        }
        return verifier;
    }

    private static void sweepFromNowOn(TokenVerifier verifier, KeyClock clock) {
        clock.after(SWEEP, () -> {
            verifier.sweep();
            sweepFromNowOn(verifier, clock);
        });
    }

    private static KeyRing ring(
            IssuerPolicy policy, BoundedGet http, Background background, KeyClock clock, KeyMemory memory) {
        KeyLocation location = policy.keys();
        KeyTimes times = policy.keyTimes();
        if (location instanceof KeyLocation.JwksFile file) {
            KeyTimes often = new KeyTimes(KeyTimes.FILE_LIFE, times.maxStale());
            KeyRing ring = new KeyRing(policy.issuer(), new FileKeys(file.file(), background.workers()), often, clock);
            ring.install(new KeyRing.Snapshot(keysIn(file), clock.nanos()));
            return ring;
        }
        KeySource source;
        if (location instanceof KeyLocation.JwksUri remote) {
            warnWithoutTls(policy.issuer(), remote.uri());
            source = () -> http.get(remote.uri());
        } else {
            KeyLocation.Discovery discovery = (KeyLocation.Discovery) location;
            String base = discovery.backend() == null ? discovery.issuer() : discovery.backend();
            warnWithoutTls(policy.issuer(), URI.create(base));
            source = new DiscoveredKeys(discovery, http);
        }
        KeyRing ring =
                new KeyRing(policy.issuer(), source, times, clock, snapshot -> memory.remember(policy, snapshot));
        KeyRing.Snapshot earlier = memory.recall(policy);
        if (earlier != null) {
            ring.install(earlier);
        }
        return ring;
    }

    /**
     * Returns the keys in a file. It is at hand, so a wrong one is told at once and not by refused requests.
     *
     * @throws IllegalArgumentException if it can't be used
     */
    static KeySet keysIn(KeyLocation.JwksFile location) {
        try {
            KeySet keys = new KeySetReader().read(FileKeys.read(location.file()), null);
            if (keys != null) {
                return keys;
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the file " + location.file() + " can't be read", unreadable);
        }
        throw new IllegalArgumentException("the file " + location.file() + " holds no JWK set (RFC 7517 section 5)");
    }

    private static void warnWithoutTls(String issuer, URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !loopback) {
            LOG.warn(
                    "issuer {}: its keys come over plain http; whoever controls the network in between can forge tokens",
                    issuer);
        }
    }
}
