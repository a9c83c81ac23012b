package dev.gatehouse.jwt.dpop;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.idp.tokens.DpopProof;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.jwt.DpopRig;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 9449 section 4.3: the header of a proof, and the key in it. Each check has a family of proofs that only it
 * refuses.
 */
class DpopProofHeaderTest {

    private static final SigningKey OTHER = SigningKey.generate("ES256");

    @TempDir
    Path folder;

    @AutoClose
    private DpopRig rig;

    @BeforeEach
    void open() {
        rig = DpopRig.open(folder);
    }

    private static Arguments vector(String outcome, String what, UnaryOperator<DpopProof> change) {
        return arguments(outcome, what, change);
    }

    private static Arguments header(String outcome, String name, Object value) {
        return vector(outcome, name + " " + value, proof -> proof.header(name, value));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                header("authenticated", "typ", "DPoP+JWT"),
                header("authenticated", "typ", "application/dpop+jwt"),
                header("authenticated", "kid", "../../etc/passwd"),
                header("authenticated", "jku", "http://127.0.0.1:9/keys"),
                header("authenticated", "x5u", "http://127.0.0.1:9/chain"),
                header("dpop.proof-type", "typ", "JWT"),
                header("dpop.proof-type", "typ", "at+jwt"),
                header("dpop.proof-type", "typ", "dpop+jwt "),
                header("dpop.proof-type", "typ", null),
                header("dpop.proof-type", "typ", List.of("dpop+jwt")),
                vector("dpop.proof-type", "no typ", proof -> proof.withoutHeader("typ")),
                header("dpop.proof-type", "crit", List.of("exp")),
                header("dpop.proof-type", "crit", List.of()),
                header("dpop.proof-type", "b64", false),
                header("dpop.proof-type", "zip", "DEF"),
                header("dpop.proof-algorithm", "alg", "none"),
                header("dpop.proof-algorithm", "alg", "HS256"),
                header("dpop.proof-algorithm", "alg", "es256"),
                header("dpop.proof-algorithm", "alg", "ES384"),
                header("dpop.proof-algorithm", "alg", "ES256K"),
                header("dpop.proof-algorithm", "alg", null),
                header("dpop.proof-algorithm", "alg", List.of("ES256")),
                vector("dpop.proof-algorithm", "no alg", proof -> proof.withoutHeader("alg")),
                header("dpop.proof-key", "alg", "RS256"),
                vector("dpop.proof-key", "no jwk", proof -> proof.withoutHeader("jwk")),
                vector(
                        "dpop.proof-key",
                        "kid alone",
                        proof -> proof.withoutHeader("jwk").header("kid", "a")),
                header("dpop.proof-key", "jwk", null),
                header("dpop.proof-key", "jwk", "text"),
                header("dpop.proof-key", "jwk", List.of()),
                header("dpop.proof-key", "jwk", Map.of()),
                header("dpop.proof-key", "jwk", Map.of("kty", "oct", "k", "AAAA")),
                header("dpop.proof-key", "jwk", Map.of("kty", "oct")),
                header("dpop.proof-key", "jwk", changed(entry("d", "AAAA"))),
                header("dpop.proof-key", "jwk", changed(entry("d", false))),
                header("dpop.proof-key", "jwk", changed(entry("k", "AAAA"))),
                header("dpop.proof-key", "jwk", changed(entry("oth", List.of()))),
                header("dpop.proof-key", "jwk", changed(entry("kty", "RSA"))),
                header("dpop.proof-key", "jwk", changed(entry("crv", "P-384"))),
                header("dpop.proof-key", "jwk", changed(entry("crv", "secp256k1"))),
                header("dpop.proof-key", "jwk", changed(entry("y", jwk("x")))),
                header("dpop.proof-key", "jwk", changed(entry("x", jwk("x") + "="))),
                header("dpop.proof-key", "jwk", changed(entry("x", 1))),
                header("dpop.proof-key", "jwk", changed(entry("use", "enc"))),
                header("dpop.proof-key", "jwk", changed(entry("alg", "ES384"))),
                vector(
                        "token.key-binding",
                        "another key",
                        proof -> proof.header("jwk", published(OTHER)).signedBy(OTHER)));
    }

    private static Map<String, Object> published(SigningKey key) {
        try {
            Map<String, Object> jwk =
                    new HashMap<>(JWK.parse(key.publicJwkJson()).toJSONObject());
            jwk.keySet().removeAll(List.of("kid", "use", "alg"));
            return jwk;
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String jwk(String member) {
        return published(OTHER).get(member).toString();
    }

    private static Map<String, Object> changed(Map.Entry<String, Object> member) {
        Map<String, Object> jwk = published(OTHER);
        jwk.put(member.getKey(), member.getValue());
        return jwk;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("headers")
    void changedHeader_hasItsOutcome(String outcome, String what, UnaryOperator<DpopProof> change) {
        assertEquals(outcome, rig.outcome(change.apply(rig.proof()).serialize()), what);
        assertEquals("authenticated", rig.outcome(rig.proof().serialize()), "afterwards");
    }

    @Test
    void weakRsaKey_isRefused() {
        TestKey weak = TestKey.rsa("w", 1024);
        assertEquals(
                "dpop.proof-key",
                rig.outcome(rig.proof()
                        .header("alg", "RS256")
                        .header("jwk", weak.published())
                        .serialize()));
    }

    @Test
    void rsaKey_isTaken() {
        SigningKey rsa = SigningKey.generate("PS256");
        String token = DpopRig.token("\"jkt\":\"" + rsa.thumbprint() + "\"");
        String proof = DpopProof.of(rsa, "GET", DpopRig.URL)
                .forToken(token)
                .issuedAt(rig.clock.instant())
                .serialize();
        assertEquals("authenticated", DpopRig.describe(rig.answer(DpopRig.request("DPoP " + token, proof))));
    }

    @Test
    void ellipticKeyOfALargerCurve_isTakenWhereAllowed() {
        try (DpopRig other = DpopRig.open(folder, "auth.jwt.dpop-algorithms", "ES384")) {
            SigningKey key = SigningKey.generate("ES384");
            String token = DpopRig.token("\"jkt\":\"" + key.thumbprint() + "\"");
            String proof = DpopProof.of(key, "GET", DpopRig.URL)
                    .forToken(token)
                    .issuedAt(other.clock.instant())
                    .serialize();
            assertEquals("authenticated", DpopRig.describe(other.answer(DpopRig.request("DPoP " + token, proof))));
            assertEquals("dpop.proof-algorithm", other.outcome(other.proof().serialize()));
        }
    }

    @Test
    void pointOffTheCurve_isRefused() {
        TestKey key = TestKey.elliptic("k", Curve.P_256);
        TestKey wrong = key.with("y", TestToken.encode(new byte[32]));
        assertEquals(
                "dpop.proof-key",
                rig.outcome(rig.proof().header("jwk", wrong.published()).serialize()));
    }
}
