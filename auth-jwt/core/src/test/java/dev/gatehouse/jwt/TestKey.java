package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fresh key pair of the tests, which signs whatever it is given. */
public final class TestKey {

    private final JWK pair;
    private final Map<String, Object> published;

    private TestKey(JWK pair) {
        this.pair = pair;
        this.published = new LinkedHashMap<>(pair.toPublicJWK().toJSONObject());
    }

    /** Made once for all tests, since making a pair takes a while. */
    private static final class Pairs {
        private static final TestKey FIRST = rsa("first", 2048);
        private static final TestKey OTHER = rsa("other", 2048);
        private static final TestKey THIRD = rsa("third", 2048);
    }

    public static TestKey rsa(String kid) {
        return Pairs.FIRST.named(kid);
    }

    public static TestKey otherRsa(String kid) {
        return Pairs.OTHER.named(kid);
    }

    public static TestKey thirdRsa(String kid) {
        return Pairs.THIRD.named(kid);
    }

    private TestKey named(String kid) {
        return new TestKey(new RSAKey.Builder(pair.toRSAKey()).keyID(kid).build());
    }

    public static TestKey rsa(String kid, int bits) {
        try {
            return new TestKey(new RSAKeyGenerator(bits, true).keyID(kid).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestKey elliptic(String kid, Curve curve) {
        try {
            return new TestKey(new ECKeyGenerator(curve).keyID(kid).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String kid() {
        return pair.getKeyID();
    }

    /** The public JWK with a member more, or with another value of one. */
    public TestKey with(String member, Object value) {
        TestKey copy = new TestKey(pair);
        copy.published.putAll(published);
        copy.published.put(member, value);
        return copy;
    }

    public TestKey without(String member) {
        TestKey copy = new TestKey(pair);
        copy.published.putAll(published);
        copy.published.remove(member);
        return copy;
    }

    public Map<String, Object> published() {
        return published;
    }

    public JWK pair() {
        return pair;
    }

    public byte[] sign(String algorithm, byte[] input) {
        try {
            JWSSigner signer = pair instanceof RSAKey rsa
                    ? new RSASSASigner(rsa.toRSAPrivateKey(), true)
                    : new ECDSASigner((ECKey) pair);
            return signer.sign(new JWSHeader(JWSAlgorithm.parse(algorithm)), input)
                    .decode();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
