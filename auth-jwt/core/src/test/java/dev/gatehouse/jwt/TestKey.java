package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

    /** A key pair that is known already. */
    public static TestKey of(JWK pair) {
        return new TestKey(pair);
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

    /** A key on Ed25519 (RFC 8037). */
    public static TestKey edwards(String kid) {
        try {
            KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] point = last32(keys.getPublic().getEncoded());
            byte[] seed = last32(keys.getPrivate().getEncoded());
            return new TestKey(new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                    .d(Base64URL.encode(seed))
                    .keyID(kid)
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] last32(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
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
            if (pair instanceof OctetKeyPair edwards) {
                return edwards(edwards.getDecodedD(), input);
            }
            // The limit on the length of RSA keys is the verifier's affair here.
            JWSSigner signer = pair instanceof RSAKey rsa
                    ? new RSASSASigner(rsa.toRSAPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()))
                    : new ECDSASigner((ECKey) pair);
            return signer.sign(new JWSHeader(JWSAlgorithm.parse(algorithm)), input)
                    .decode();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 8410 section 7: the seed with what says that it is one. */
    private static byte[] edwards(byte[] seed, byte[] input) throws GeneralSecurityException {
        byte[] start = HexFormat.of().parseHex("302e020100300506032b657004220420");
        byte[] encoded = Arrays.copyOf(start, start.length + seed.length);
        System.arraycopy(seed, 0, encoded, start.length, seed.length);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        signature.update(input);
        return signature.sign();
    }
}
