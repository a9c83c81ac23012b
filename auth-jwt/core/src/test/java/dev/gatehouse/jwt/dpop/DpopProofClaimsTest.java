package dev.gatehouse.jwt.dpop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.idp.tokens.DpopProof;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.jwt.DpopRig;
import dev.gatehouse.jwt.TestToken;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9449 section 4.3: the claims of a proof. Each check has a family of proofs that only it refuses. */
class DpopProofClaimsTest {

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

    private static Arguments claim(String outcome, String name, Object value) {
        return vector(outcome, name + " " + value, proof -> proof.claim(name, value));
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
    @MethodSource("claims")
    void changedClaim_hasItsOutcome(String outcome, String what, UnaryOperator<DpopProof> change) {
        assertEquals(outcome, rig.outcome(change.apply(rig.proof()).serialize()), what);
        assertEquals("authenticated", rig.outcome(rig.proof().serialize()), "afterwards");
    }
}
