package dev.gatehouse.jwt.dpop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The nonces that proofs must carry (RFC 9449 section 8): one for every two minutes, computed from the time and a key, so that nothing about them is stored and nodes with the
 * same key know each other's. A nonce is good in its own period and in the next; in the next one the client is told the new nonce along with its answer, so that whoever
 * calls every two minutes is never refused for an old one. Thread-safe.
 */
final class DpopNonces {

    /** The key; it outlives a reload, so that clients need no new nonce after one. Shows nothing. */
    record Key(byte[] bytes) {
        private static final int LENGTH = 32;

        static Key random() {
            byte[] bytes = new byte[LENGTH];
            new SecureRandom().nextBytes(bytes);
            return new Key(bytes);
        }

        @Override
        public String toString() {
            return "Key";
        }
    }

    /** What a nonce is worth. */
    enum Worth {
        /** It is that of this period. */
        CURRENT,
        /** It is good, and the client should be told the next one. */
        AGEING,
        /** It is none of ours, or too old. */
        NONE
    }

    /** How long a nonce is the current one, in milliseconds. */
    static final long PERIOD = 120_000;

    private static final String ALGORITHM = "HmacSHA256";

    /** The nonces around one period. */
    private record Period(long number, byte[] before, byte[] current, byte[] after) {}

    private final SecretKeySpec key;
    private volatile @Nullable Period known;

    DpopNonces(Key key) {
        this.key = new SecretKeySpec(key.bytes(), ALGORITHM);
    }

    /** Returns the nonce of this time, in milliseconds. */
    String current(long now) {
        return new String(period(now).current, StandardCharsets.US_ASCII);
    }

    /** Judges a nonce at this time; takes the same time for every one. */
    Worth judge(@Nullable String nonce, long now) {
        byte[] presented = (nonce == null ? "" : nonce).getBytes(StandardCharsets.UTF_8);
        Period period = period(now);
        // Another node's clock may be a little ahead of ours.
        boolean current =
                MessageDigest.isEqual(period.current, presented) | MessageDigest.isEqual(period.after, presented);
        boolean ageing = MessageDigest.isEqual(period.before, presented);
        if (current) {
            return Worth.CURRENT;
        }
        return ageing ? Worth.AGEING : Worth.NONE;
    }

    private Period period(long now) {
        long number = Math.floorDiv(now, PERIOD);
        Period period = known;
        if (period == null || period.number != number) {
            period = new Period(number, nonce(number - 1), nonce(number), nonce(number + 1));
            known = period;
        }
        return period;
    }

    private byte[] nonce(long number) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update("dpop-nonce".getBytes(StandardCharsets.US_ASCII));
            byte[] code =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            return Base64.getUrlEncoder().withoutPadding().encode(code);
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
