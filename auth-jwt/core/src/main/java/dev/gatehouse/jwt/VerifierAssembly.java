package dev.gatehouse.jwt;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a {@link TokenVerifier} together and starts its fetching of keys. */
final class VerifierAssembly {

    private static final Logger LOG = LoggerFactory.getLogger(VerifierAssembly.class);

    private static final Duration SWEEP = Duration.ofMinutes(1);

    private VerifierAssembly() {}

    /** @param patience how long a request with an unknown kid waits for newer keys */
    static TokenVerifier start(
            MechanismContext context,
            List<IssuerPolicy> policies,
            long cacheBytes,
            @Nullable TokenRevocations revocations,
            @Nullable Path revocationsFile,
            Duration patience) {
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("at least one issuer is needed");
        }
        Set<SigningAlgorithm> algorithms = EnumSet.noneOf(SigningAlgorithm.class);
        policies.forEach(policy -> algorithms.addAll(policy.algorithms()));
        ProviderSelfTest.run(algorithms);
        warnOfPinnedAddresses();
        KeyMemory memory = context.state("keys", KeyMemory.class, KeyMemory::new);
        BackgroundThreads background = Background.threads();
        KeyClock clock = KeyClock.system(background);
        BoundedHttp http = new BoundedHttp(background.workers(), context.httpConnectTimeout(), context.httpTimeout());
        Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
        RevocationCheck check;
        try {
            for (IssuerPolicy policy : policies) {
                IssuerKeys keys = keys(policy, http, background, clock, context.clock(), memory, patience);
                TrustedIssuer issuer =
                        new TrustedIssuer(policy.issuer(), new ClaimRules(policy), policy.mapping(), keys);
                if (issuers.put(policy.issuer(), issuer) != null) {
                    throw new IllegalArgumentException("the issuer " + policy.issuer() + " is configured twice");
                }
            }
            check = revocations(revocations, revocationsFile, issuers.keySet(), clock, background);
        } catch (RuntimeException refused) {
            background.close();
            throw refused;
        }
        TokenVerifier verifier =
                new TokenVerifier(context.name(), issuers, context.clock(), cacheBytes, background, check);
        issuers.values().forEach(issuer -> issuer.keys().start());
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

    /** @throws IllegalArgumentException if the file can't be used */
    static RevocationCheck revocations(
            @Nullable TokenRevocations list,
            @Nullable Path file,
            Set<String> issuers,
            KeyClock clock,
            BackgroundThreads background) {
        List<TokenRevocations> lists = new ArrayList<>();
        if (list != null) {
            lists.add(list);
        }
        if (file != null) {
            RevocationsFile read = new RevocationsFile(file, issuers, clock, background.workers());
            read.watch();
            lists.add(read);
        }
        return lists.isEmpty() ? RevocationCheck.NONE : new RevocationCheck(lists);
    }

    /** The JDK forgets addresses after 30 seconds, unless somebody told it otherwise: an issuer that moves would not be found again. */
    private static void warnOfPinnedAddresses() {
        String seconds = Security.getProperty("networkaddress.cache.ttl");
        if (seconds != null && (seconds.startsWith("-") || seconds.length() > 2)) {
            LOG.warn("addresses of issuers are kept for long after they changed; set networkaddress.cache.ttl to 30");
        }
    }

    private static IssuerKeys keys(
            IssuerPolicy policy,
            BoundedHttp http,
            BackgroundThreads background,
            KeyClock clock,
            Clock wall,
            KeyMemory memory,
            Duration patience) {
        KeyLocation location = policy.keys();
        KeyTimes times = policy.keyTimes();
        if (location instanceof KeyLocation.SharedSecret secrets) {
            return SecretKeys.of(secrets, policy.algorithms());
        }
        if (location instanceof KeyLocation.JwksFile file) {
            KeyTimes often = new KeyTimes(KeyTimes.FILE_LIFE, times.maxStale());
            KeyRing ring = new KeyRing(policy.issuer(), new FileKeys(file.file(), background.workers()), often, clock);
            ring.install(new KeyRing.Snapshot(keysIn(file), clock.nanos()));
            return new KeyFinder(ring, clock, patience);
        }
        if (policy.keys().overPlainHttp()) {
            LOG.warn(
                    "issuer {}: its keys come over plain http; whoever controls the network in between can forge tokens",
                    policy.issuer());
        }
        IssuerClock issuerClock = new IssuerClock(policy.issuer(), wall);
        KeySource source = location instanceof KeyLocation.JwksUri remote
                ? () -> http.get(remote.uri(), issuerClock::seen)
                : new DiscoveredKeys((KeyLocation.Discovery) location, http, policy.plainHttp(), issuerClock);
        KeyRing ring =
                new KeyRing(policy.issuer(), source, times, clock, snapshot -> memory.remember(policy, snapshot));
        KeyRing.Snapshot earlier = memory.recall(policy);
        if (earlier != null) {
            ring.install(earlier);
        }
        return new KeyFinder(ring, clock, patience);
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
}
