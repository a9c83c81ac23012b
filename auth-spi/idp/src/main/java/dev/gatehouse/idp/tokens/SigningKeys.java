package dev.gatehouse.idp.tokens;

import dev.gatehouse.spi.stability.Incubating;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer: the current signing key of each algorithm, and the keys that the JWKS endpoint publishes. The
 * two are independent, so that tests can create tokens whose key is not published yet or no longer. Thread-safe.
 * Changes take effect for the next request.
 *
 * @since 0.1
 */
@Incubating
public final class SigningKeys {

    private final Map<String, SigningKey> current = new LinkedHashMap<>();
    private final Map<String, SigningKey> published = new LinkedHashMap<>();

    /** The first keys while they are being generated; callers wait for them. */
    private @Nullable CompletableFuture<List<SigningKey>> initial;

    private SigningKeys(CompletableFuture<List<SigningKey>> initial) {
        this.initial = initial;
    }

    /** Generates the first keys in the background, because RSA keys would delay every start. */
    public static SigningKeys generate(String... algorithms) {
        return new SigningKeys(CompletableFuture.supplyAsync(() -> fresh(List.of(algorithms)), task -> {
            Thread thread = new Thread(task, "development-identity-provider-keys");
            thread.setDaemon(true);
            thread.start();
        }));
    }

    /**
     * The key that signs with this algorithm, for example {@code RS256}.
     *
     * @throws IllegalArgumentException when the issuer has no such key; {@link #use} gives it one
     */
    public synchronized SigningKey current(String algorithm) {
        settle();
        SigningKey key = current.get(algorithm);
        if (key == null) {
            throw new IllegalArgumentException("no key for " + algorithm + ", only for " + current.keySet());
        }
        return key;
    }

    /** The keys in the JWK set, oldest first. */
    public synchronized List<SigningKey> published() {
        settle();
        return List.copyOf(published.values());
    }

    /** The algorithms that the issuer can sign with. */
    public synchronized List<String> algorithms() {
        settle();
        return List.copyOf(current.keySet());
    }

    /** Replaces the signing keys by fresh ones; the old ones stay published, as a careful issuer would do. */
    public void rotate() {
        List<SigningKey> fresh = fresh(algorithms());
        synchronized (this) {
            fresh.forEach(this::use);
        }
    }

    /** Replaces the signing keys by fresh ones and publishes nothing else, as after the loss of a key. */
    public void rotateWithoutOverlap() {
        List<SigningKey> fresh = fresh(algorithms());
        synchronized (this) {
            published.clear();
            fresh.forEach(this::use);
        }
    }

    /** Publishes a key without signing with it, for example ahead of a rotation. */
    public synchronized void publish(SigningKey key) {
        settle();
        published.put(key.kid(), key);
    }

    /** Publishes a key and signs with it from now on. */
    public synchronized void use(SigningKey key) {
        settle();
        take(key);
    }

    /** Takes a key out of the JWK set; a signing key continues to sign. */
    public synchronized void unpublish(String kid) {
        settle();
        published.remove(kid);
    }

    /** Leaves a valid but empty JWK set. */
    public synchronized void unpublishAll() {
        settle();
        published.clear();
    }

    /** A key that is published or signs. */
    synchronized Optional<SigningKey> known(String kid) {
        settle();
        SigningKey found = published.get(kid);
        if (found != null) {
            return Optional.of(found);
        }
        for (SigningKey key : current.values()) {
            if (key.kid().equals(kid)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    public Map<String, Object> jwkSet() {
        List<Object> keys = new ArrayList<>();
        for (SigningKey key : published()) {
            keys.add(key.publicJwk().toJSONObject());
        }
        return Map.of("keys", keys);
    }

    private synchronized void settle() {
        CompletableFuture<List<SigningKey>> awaited = initial;
        if (awaited != null) {
            awaited.join().forEach(this::take);
            initial = null;
        }
    }

    private synchronized void take(SigningKey key) {
        current.put(key.algorithm(), key);
        published.put(key.kid(), key);
    }

    private static List<SigningKey> fresh(List<String> algorithms) {
        List<SigningKey> fresh = new ArrayList<>();
        for (String algorithm : algorithms) {
            fresh.add(SigningKey.generate(algorithm));
        }
        return fresh;
    }
}
