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
 * Passwords that were right a short time ago, so that a client which sends one with each request need not wait for a hash each time. It holds no password and no digest that
 * could be guessed at offline: only MACs under a random key that never leaves this object. Thread-safe.
 */
final class VerifiedPasswordCache {

    private static final int MAX = 10_000;
    private static final int KEY_LENGTH = 32;

    /**
     * A name and a password, made unrecognisable.
     *
     * @param mac their HMAC
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
     * What was learned.
     *
     * @param name the user's name as the directory spells it
     * @param fingerprint of the hash that the password had
     */
    record Found(String name, String fingerprint) {}

    private final SecretKeySpec key;
    private final @Nullable Cache<Key, Found> found;

    /** @param life how long a password counts as checked; zero for not at all */
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
            // A name holds no colon, so no two pairs look the same.
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
