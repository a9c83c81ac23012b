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
 * The nonces for DPoP proofs (RFC 9449 section 8). There is one nonce for every period of two minutes. It is computed
 * from the time and a key, so nothing is stored, and nodes with the same key accept each other's nonces. A nonce is
 * valid in its own period and in the next one. In the next one the response carries the new nonce, so a client that
 * calls every two minutes is never refused. Thread-safe.
 */
final class DpopNonces {

    /** The key. It survives a reload, so that nonces stay valid. {@code toString()} does not show it. */
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

    /** Whether a nonce is valid. */
    enum Freshness {
        /** It is the nonce of the current period. */
        CURRENT,
        /** It is valid, and the response should carry the new nonce. */
        AGEING,
        /** It is unknown or too old. */
        INVALID
    }

    /** The length of a period in milliseconds. */
    static final long PERIOD = 120_000;

    private static final String ALGORITHM = "HmacSHA256";

    /** The nonces around one period. */
    private record Period(long number, byte[] before, byte[] current, byte[] after) {}

    private final SecretKeySpec key;
    private volatile @Nullable Period known;

    DpopNonces(Key key) {
        this.key = new SecretKeySpec(key.bytes(), ALGORITHM);
    }

    /** Returns the nonce for this time. */
    String current(long now) {
        return new String(period(now).current, StandardCharsets.US_ASCII);
    }

    /** Verifies a nonce in constant time. */
    Freshness verify(@Nullable String nonce, long now) {
        byte[] presented = (nonce == null ? "" : nonce).getBytes(StandardCharsets.UTF_8);
        Period period = period(now);
        // The clock of another node may be slightly ahead.
        boolean current =
                MessageDigest.isEqual(period.current, presented) | MessageDigest.isEqual(period.after, presented);
        boolean ageing = MessageDigest.isEqual(period.before, presented);
        if (current) {
            return Freshness.CURRENT;
        }
        return ageing ? Freshness.AGEING : Freshness.INVALID;
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
