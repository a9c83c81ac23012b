package dev.gatehouse.jwt.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.FetchException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that are published as one PEM document for each kid, which is a UUID. Nothing else of a token gets into the URL.
 *
 * <p>A kept key never waits, and is fetched again in the background when its life ends. An unknown kid waits up to a
 * second, in one fetch for all requests. The number of keys, of waiting requests and of fetches is limited. A kid that
 * was asked for in vain is not asked for again for a minute. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class PemKeysByKid implements VerificationKeys {

    private static final Logger LOG = LoggerFactory.getLogger(PemKeysByKid.class);

    private static final int MAX_KEYS = 64;
    private static final int MAX_MISSING = 1_000;
    private static final int MAX_WAITERS = 16;
    private static final int MAX_DOCUMENT = 4096;
    private static final Duration MISSING_LIFE = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private record Kept(VerificationKey key, long since) {}

    private final String issuer;
    private final Function<String, CompletableFuture<byte[]>> source;
    private final Scheduler clock;
    private final long life;
    private final long maxStale;
    private final long patience;
    private final VerificationKeyReader reader = new VerificationKeyReader();
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);
    private final RefreshRateLimit budget = new RefreshRateLimit();
    private final Map<String, CompletableFuture<@Nullable Kept>> underWay = new HashMap<>();
    private final Cache<String, Kept> keys;
    private final Cache<String, Boolean> missing;
    private volatile String problem = "";

    /**
     * Creates the keys of one issuer.
     *
     * @param source fetches the document of a kid; fails with a {@link FetchException}
     * @param patience how long a request with an unknown kid waits
     */
    public PemKeysByKid(
            String issuer,
            Function<String, CompletableFuture<byte[]>> source,
            KeyLifetimes times,
            Scheduler clock,
            Duration patience) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
        this.life = times.life().toNanos();
        this.maxStale = times.maxStale().toNanos();
        this.patience = patience.toNanos();
        this.keys = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .executor(Runnable::run)
                .build();
        this.missing = Caffeine.newBuilder()
                .maximumSize(MAX_MISSING)
                .expireAfterWrite(MISSING_LIFE)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public KeyLookup findNewer(KeyQuery query, List<VerificationKey> tried) {
        return new KeyLookup.Unknown(TokenReasons.SIGNATURE);
    }

    @Override
    public KeyLookup find(KeyQuery query) {
        String kid = query.kid();
        SigningAlgorithm algorithm = query.algorithm();
        if (kid == null || !isUuid(kid)) {
            return new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN);
        }
        Kept kept = usable(keys.getIfPresent(kid));
        if (kept != null) {
            if (clock.nanos() - kept.since > life) {
                fetch(kid);
            }
            return found(kept, algorithm);
        }
        if (missing.getIfPresent(kid) != null) {
            return new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN);
        }
        kept = awaited(kid);
        if (kept != null) {
            return found(kept, algorithm);
        }
        return missing.getIfPresent(kid) != null
                ? new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN)
                : new KeyLookup.Undecided(TokenReasons.KEYS_UNDECIDED, RETRY);
    }

    private static KeyLookup found(Kept kept, SigningAlgorithm algorithm) {
        return kept.key.fits(algorithm)
                ? new KeyLookup.Found(List.of(kept.key), true)
                : new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN);
    }

    private @Nullable Kept usable(@Nullable Kept kept) {
        return kept == null || clock.nanos() - kept.since > maxStale ? null : kept;
    }

    private @Nullable Kept awaited(String kid) {
        if (!waiters.tryAcquire()) {
            return null;
        }
        try {
            CompletableFuture<@Nullable Kept> fetch = fetch(kid);
            return fetch == null ? null : fetch.get(patience, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException notInTime) {
            return null;
        } finally {
            waiters.release();
        }
    }

    /** Returns the fetch of a kid, which does not fail; {@code null} if none is allowed now. */
    private @Nullable CompletableFuture<@Nullable Kept> fetch(String kid) {
        CompletableFuture<@Nullable Kept> begun = new CompletableFuture<>();
        synchronized (underWay) {
            CompletableFuture<@Nullable Kept> earlier = underWay.get(kid);
            if (earlier != null) {
                return earlier;
            }
            if (!budget.take(clock.nanos(), 0)) {
                return null;
            }
            underWay.put(kid, begun);
        }
        long since = clock.nanos();
        CompletableFuture<byte[]> fetched;
        try {
            fetched = source.apply(kid);
        } catch (RuntimeException unusable) {
            fetched = CompletableFuture.failedFuture(unusable);
        }
        fetched.whenComplete((document, failure) -> {
            Kept kept = null;
            try {
                kept = failure == null ? read(kid, document, since) : failed(kid, failure);
            } finally {
                synchronized (underWay) {
                    underWay.remove(kid);
                }
                begun.complete(kept);
            }
        });
        return begun;
    }

    private @Nullable Kept read(String kid, byte[] document, long since) {
        VerificationKey key;
        try {
            key = reader.read(jwk(kid, document));
        } catch (UnusableKeyException | GeneralSecurityException | RuntimeException unusable) {
            trouble("its document for a kid has no usable EC public key in PEM");
            return null;
        }
        Kept before = keys.getIfPresent(kid);
        Kept kept = new Kept(before != null && before.key.identity().equals(key.identity()) ? before.key : key, since);
        keys.put(kid, kept);
        missing.invalidate(kid);
        problem = "";
        return kept;
    }

    private @Nullable Kept failed(String kid, Throwable failure) {
        FetchException problemOfFetch = FetchException.of(failure);
        int status = problemOfFetch.status();
        // Storage answers 403 for what it does not have.
        if (status == 404 || status == 403 || status == 410) {
            keys.invalidate(kid);
            missing.put(kid, Boolean.TRUE);
        } else {
            // The URL ends with the kid of a token, so it would make each one a problem of its own.
            trouble(problemOfFetch.problem());
        }
        return null;
    }

    private void trouble(String what) {
        if (!what.equals(problem)) {
            LOG.warn("issuer {}: the key of a load balancer could not be fetched: {}", issuer, what);
        }
        problem = what;
    }

    private static Map<String, Object> jwk(String kid, byte[] document) throws GeneralSecurityException {
        if (document.length > MAX_DOCUMENT) {
            throw new GeneralSecurityException("too long");
        }
        String pem = new String(document, StandardCharsets.ISO_8859_1).strip();
        if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
            throw new GeneralSecurityException("not PEM");
        }
        String body = pem.substring(BEGIN.length(), pem.length() - END.length());
        byte[] der = Base64.getDecoder().decode(body.replaceAll("[\\r\\n]", ""));
        ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        Curve curve = Curve.forECParameterSpec(key.getParams());
        // The numbers go through the checks that the keys of a JWK set go through.
        return new ECKey.Builder(curve, key).keyID(kid).build().toJSONObject();
    }

    /** Returns whether a kid is a UUID in lower case (RFC 9562 section 4). */
    private static boolean isUuid(String kid) {
        if (kid.length() != 36) {
            return false;
        }
        for (int i = 0; i < kid.length(); i++) {
            char c = kid.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean holds(VerificationKey key) {
        String kid = key.kid();
        Kept kept = kid == null ? null : usable(keys.getIfPresent(kid));
        return kept != null && kept.key == key;
    }

    @Override
    public Health health() {
        String what = problem;
        return what.isEmpty()
                ? Health.up()
                : new Health(Health.State.DEGRADED, "issuer " + issuer + ": keys of its load balancer: " + what);
    }

    @Override
    public void start() {
        // A key is fetched when a token names it.
    }

    @Override
    public void close() {
        // There is nothing to stop. BearerContext closes the threads of the fetches.
    }
}
