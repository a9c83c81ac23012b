package dev.gatehouse.cookie;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.cookie.users.User;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Recently verified passwords, so that a client that sends its password with each request need not wait for a hash each
 * time. It stores no password and no digest that could be attacked offline, only MACs under a random key that never
 * leaves this object. Thread-safe.
 */
final class VerifiedPasswordCache {

    private static final int MAX = 10_000;
    private static final int KEY_LENGTH = 32;

    /**
     * The MAC of a name and a password.
     *
     * @param mac the HMAC
     */
    record Key(byte[] mac) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(mac, key.mac);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(mac);
        }

        @Override
        public String toString() {
            return "Key[***]";
        }
    }

    /**
     * The user that a verified password belongs to.
     *
     * @param name the name of the user as the directory spells it
     * @param fingerprint the fingerprint of the verified hash
     */
    record Found(String name, String fingerprint) {}

    private final SecretKeySpec key;
    private final @Nullable Cache<Key, Found> found;

    /**
     * Creates an empty cache.
     *
     * @param life how long a verified password is remembered; zero to remember none
     */
    VerifiedPasswordCache(Duration life, LongSupplier nanoTime) {
        byte[] random = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
        this.found = life.isZero()
                ? null
                : Caffeine.newBuilder()
                        .maximumSize(MAX)
                        .expireAfterWrite(life)
                        .ticker(nanoTime::getAsLong)
                        .executor(Runnable::run)
                        .build();
    }

    Key key(NameAndPassword presented) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            // A name contains no colon, so two different pairs never have the same encoding.
            mac.update(presented.name().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) ':');
            return new Key(mac.doFinal(presented.password().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    @Nullable
    Found find(Key presented) {
        return found == null ? null : found.getIfPresent(presented);
    }

    void put(Key presented, User user) {
        if (found != null) {
            found.put(presented, new Found(user.name(), LocalCaller.fingerprint(user)));
        }
    }
}
