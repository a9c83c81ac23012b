package dev.gatehouse.jwt.dpop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.jwt.DpopRig;
import dev.gatehouse.jwt.TestToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a proof stands in the header {@code DPoP}, and how it is spelled (RFC 9449 section 4.1). */
class DpopProofFormTest {

    @TempDir
    Path folder;

    @AutoClose
    private DpopRig rig;

    @BeforeEach
    void open() {
        rig = DpopRig.open(folder);
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
    void malformedToken_isRefusedFirst() {
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
}
