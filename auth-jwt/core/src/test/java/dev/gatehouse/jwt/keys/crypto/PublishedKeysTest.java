package dev.gatehouse.jwt.keys.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.keys.UnusableKeyException;
import dev.gatehouse.jwt.keys.VerificationKeyReader;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PublishedKeysTest {

    private static final int LISTED = 32;

    /** The public numbers as they are printed, each under the name of its source. */
    private static JWKSet printed() throws Exception {
        try (InputStream in = PublishedKeysTest.class.getResourceAsStream("known-keys.json")) {
            return JWKSet.load(in);
        }
    }

    @TestFactory
    Stream<DynamicTest> printedKey_isKnownAndRefused() throws Exception {
        return printed().getKeys().stream()
                .map(key -> DynamicTest.dynamicTest(key.getKeyID(), () -> {
                    assertTrue(PublishedKeys.contains(key));
                    UnusableKeyException refused = assertThrows(
                            UnusableKeyException.class, () -> new VerificationKeyReader().read(key.toJSONObject()));
                    assertTrue(refused.getMessage().contains("printed"), refused.getMessage());
                    assertFalse(refused.isOrdinary());
                }));
    }

    @Test
    void list_isCompleteAndWithoutRepetition() throws Exception {
        Set<String> thumbprints = new HashSet<>();
        for (JWK key : printed().getKeys()) {
            thumbprints.add(key.computeThumbprint().toString());
        }
        assertEquals(LISTED, thumbprints.size());
        assertEquals(LISTED, PublishedKeys.count());
    }

    @Test
    void freshKey_isNotKnown() throws Exception {
        assertFalse(PublishedKeys.contains(TestKey.rsa("a").pair().toPublicJWK()));
        assertFalse(
                PublishedKeys.contains(TestKey.elliptic("a", Curve.P_256).pair().toPublicJWK()));
    }

    /** RFC 7638 section 3.1 and RFC 8037 appendix A.3 print these two. */
    @Test
    void thumbprints_areThoseOfTheStandards() throws Exception {
        Set<String> thumbprints = new HashSet<>();
        for (JWK key : printed().getKeys()) {
            thumbprints.add(key.computeThumbprint().toString());
        }
        assertTrue(thumbprints.contains("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
        assertTrue(thumbprints.contains("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
    }
}
