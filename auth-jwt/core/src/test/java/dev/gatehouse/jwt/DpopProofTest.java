package dev.gatehouse.jwt;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.testkit.idp.DpopProof;
import dev.gatehouse.testkit.idp.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9449 section 4.3: each check has a family of proofs that only it refuses. */
class DpopProofTest {

    private static final SigningKey OTHER = SigningKey.generate("ES256");

    @TempDir
    Path folder;

    private DpopRig rig;

    @BeforeEach
    void open() {
        rig = DpopRig.open(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Arguments vector(String outcome, String what, UnaryOperator<DpopProof> change) {
        return arguments(outcome, what, change);
    }

    private static Arguments claim(String outcome, String name, Object value) {
        return vector(outcome, name + " " + value, proof -> proof.claim(name, value));
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

    static Stream<Arguments> claims() {
        String url = DpopRig.URL;
        return Stream.of(
                claim("authenticated", "nonce", "nobody-asked"),
                claim("authenticated", "jti", "j".repeat(256)),
                claim("authenticated", "iat", TestToken.NOW - 60),
                claim("authenticated", "iat", TestToken.NOW + 30),
                claim("authenticated", "iat", TestToken.NOW - 0.5),
                claim("authenticated", "exp", TestToken.NOW + 1),
                claim("authenticated", "htu", url + "?q=1#f"),
                claim("authenticated", "htu", url.replace("https://app", "HTTPS://APP")),
                claim("authenticated", "htu", url.replace(".com", ".com:443")),
                claim("authenticated", "htu", url.replace("tasks", "%74asks")),
                claim("dpop.proof-claims", "jti", ""),
                claim("dpop.proof-claims", "jti", " "),
                claim("dpop.proof-claims", "jti", "j".repeat(257)),
                claim("dpop.proof-claims", "jti", 1),
                claim("dpop.proof-claims", "jti", null),
                vector("dpop.proof-claims", "no jti", proof -> proof.withoutClaim("jti")),
                claim("dpop.proof-method", "htm", "POST"),
                claim("dpop.proof-method", "htm", "get"),
                claim("dpop.proof-method", "htm", "GET "),
                claim("dpop.proof-method", "htm", ""),
                claim("dpop.proof-claims", "htm", List.of("GET")),
                vector("dpop.proof-claims", "no htm", proof -> proof.withoutClaim("htm")),
                claim("dpop.proof-url", "htu", url + "/"),
                claim("dpop.proof-url", "htu", url.replace("https", "http")),
                claim("dpop.proof-url", "htu", url.replace("app", "evil")),
                claim("dpop.proof-url", "htu", url.replace(".com", ".com:8443")),
                claim("dpop.proof-url", "htu", url.replace("tasks", "Tasks")),
                claim("dpop.proof-url", "htu", url.replace("https://", "https://user@")),
                claim("dpop.proof-url", "htu", url.replace("https://", "https://evil.example/")),
                claim("dpop.proof-url", "htu", url + "/../tasks"),
                claim("dpop.proof-url", "htu", "/v1/tasks"),
                claim("dpop.proof-url", "htu", ""),
                claim("dpop.proof-claims", "htu", List.of(url)),
                vector("dpop.proof-claims", "no htu", proof -> proof.withoutClaim("htu")),
                claim("dpop.proof-time", "iat", TestToken.NOW - 61),
                claim("dpop.proof-time", "iat", TestToken.NOW + 31),
                claim("dpop.proof-time", "iat", 0),
                claim("dpop.proof-time", "exp", TestToken.NOW - 31),
                claim("dpop.proof-time", "exp", "soon"),
                claim("dpop.proof-time", "exp", null),
                claim("dpop.proof-time", "nbf", TestToken.NOW + 31),
                claim("dpop.proof-claims", "iat", TestToken.NOW * 1_000),
                claim("dpop.proof-claims", "iat", String.valueOf(TestToken.NOW)),
                claim("dpop.proof-claims", "iat", -1),
                claim("dpop.proof-claims", "iat", null),
                vector("dpop.proof-claims", "no iat", proof -> proof.withoutClaim("iat")),
                vector("dpop.proof-token", "ath of another token", proof -> proof.forToken("other")),
                claim("dpop.proof-token", "ath", ""),
                claim("dpop.proof-claims", "ath", 1),
                claim("dpop.proof-claims", "ath", null),
                vector("dpop.proof-claims", "no ath", proof -> proof.withoutClaim("ath")),
                claim("dpop.proof-claims", "nonce", 1),
                vector("dpop.proof-signature", "signed by another key", proof -> proof.signedBy(OTHER)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"headers", "claims"})
    void changedProof_hasItsOutcome(String outcome, String what, UnaryOperator<DpopProof> change) {
        assertEquals(outcome, rig.outcome(change.apply(rig.proof()).serialize()), what);
        assertEquals("authenticated", rig.outcome(rig.proof().serialize()), "afterwards");
    }

    @Test
    void goodProof_isGoodOnce() {
        String proof = rig.proof().serialize();
        assertEquals("authenticated", rig.outcome(proof));
        assertEquals("dpop.proof-replayed", rig.outcome(proof));
    }

    @Test
    void identifierThatWasUsedBefore_isRefusedInANewProofToo() {
        assertEquals(
                "authenticated", rig.outcome(rig.proof().claim("jti", "same").serialize()));
        DpopProof later =
                rig.proof().claim("jti", "same").issuedAt(rig.clock.instant().minusSeconds(1));
        assertEquals("dpop.proof-replayed", rig.outcome(later.serialize()));
    }

    @Test
    void identifierOfAnotherClient_isFree() {
        assertEquals(
                "authenticated", rig.outcome(rig.proof().claim("jti", "same").serialize()));
        String token = DpopRig.token("\"jkt\":\"" + OTHER.thumbprint() + "\"");
        String proof = DpopProof.of(OTHER, "GET", DpopRig.URL)
                .forToken(token)
                .issuedAt(rig.clock.instant())
                .claim("jti", "same")
                .serialize();
        assertEquals("authenticated", DpopRig.describe(rig.answer(DpopRig.request("DPoP " + token, proof))));
    }

    @Test
    void numberOfHeaders_mustBeOne() {
        String proof = rig.proof().serialize();
        assertEquals("dpop.proof-missing", rig.outcome());
        assertEquals("dpop.proof-repeated", rig.outcome(proof, proof));
        assertEquals("dpop.proof-repeated", rig.outcome(proof, rig.proof().serialize()));
        assertEquals("dpop.proof-malformed", rig.outcome(proof + ", " + proof));
        assertEquals("authenticated", rig.outcome(proof));
    }

    @Test
    void malformedText_isRefusedBeforeAnythingElse() {
        String proof = rig.proof().serialize();
        int first = proof.indexOf('.');
        int second = proof.indexOf('.', first + 1);
        String header = proof.substring(0, first);
        String payload = proof.substring(first + 1, second);
        String signature = proof.substring(second + 1);
        List<String> malformed = new ArrayList<>(List.of(
                "",
                " ",
                "x",
                header + "." + payload,
                header + "." + payload + ".",
                "." + payload + "." + signature,
                header + ".." + signature,
                proof + ".",
                proof + "." + signature,
                proof + "=",
                proof + " ",
                " " + proof,
                "\u0141" + proof.substring(1),
                proof.replace('.', '\u012e'),
                "DPoP " + proof,
                encode("[]") + "." + payload + "." + signature,
                encode("{}x") + "." + payload + "." + signature,
                header + "." + encode("{\"jti\":\"a\",\"jti\":\"b\"}") + "." + signature,
                header + "." + encode("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}") + "." + signature,
                header + "." + encode("\ufeff{}") + "." + signature,
                header + "." + "A".repeat(9_000) + "." + signature));
        for (String text : malformed) {
            assertEquals("dpop.proof-malformed", rig.outcome(text), text);
        }
        assertEquals("authenticated", rig.outcome(proof));
    }

    @Test
    void otherSpellingOfASignature_isRefused() {
        String proof = rig.proof().serialize();
        char last = proof.charAt(proof.length() - 1);
        // The last of 86 characters carries two bits alone.
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char other = alphabet.charAt(alphabet.indexOf(last) + 1);
        assertEquals("dpop.proof-malformed", rig.outcome(proof.substring(0, proof.length() - 1) + other));
        assertEquals("dpop.proof-signature", rig.outcome(withSignature(proof, new byte[64])));
        assertEquals("dpop.proof-signature", rig.outcome(withSignature(proof, new byte[63])));
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        assertEquals("dpop.proof-signature", rig.outcome(withSignature(proof, ones)));
    }

    private static String withSignature(String proof, byte[] signature) {
        return proof.substring(0, proof.lastIndexOf('.') + 1) + TestToken.encode(signature);
    }

    private static String encode(String json) {
        return TestToken.encode(json.getBytes(StandardCharsets.UTF_8));
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
