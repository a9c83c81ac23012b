package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.EC256;
import static dev.gatehouse.jwt.vectors.Keys.EC384;
import static dev.gatehouse.jwt.vectors.Keys.EC521;
import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;
import static dev.gatehouse.jwt.vectors.Keys.good;

import dev.gatehouse.jwt.TestToken;
import java.util.List;

/** The compact form (RFC 7515 section 7.1) and its base64url, of which every content has one spelling. */
final class EncodingVectors {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final String GOOD = good();
    private static final String HEADER = GOOD.substring(0, GOOD.indexOf('.'));
    private static final String PAYLOAD = GOOD.substring(GOOD.indexOf('.') + 1, GOOD.lastIndexOf('.'));
    private static final String SIGNATURE = GOOD.substring(GOOD.lastIndexOf('.') + 1);

    private EncodingVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.ENCODING);
        segments(batch);
        characters(batch);
        lastBits(batch);
        return batch.vectors();
    }

    private static void segments(Batch batch) {
        malformed(batch, Check.SEVERAL, "one segment", HEADER);
        malformed(batch, Check.SEVERAL, "two segments", HEADER + "." + PAYLOAD);
        malformed(batch, Check.SEVERAL, "header and signature", HEADER + "." + SIGNATURE);
        malformed(batch, Check.SEVERAL, "two segments and a dot", HEADER + "." + PAYLOAD + ".");
        malformed(batch, Check.ALPHABET, "four segments", GOOD + ".AAAA");
        malformed(batch, Check.ALPHABET, "a dot behind it", GOOD + ".");
        malformed(batch, Check.SEVERAL, "a dot before it", "." + GOOD);
        malformed(batch, Check.SEVERAL, "dots alone", "..");
        malformed(batch, Check.SEVERAL, "a dot", ".");
        malformed(batch, Check.SEVERAL, "no header", "." + PAYLOAD + "." + SIGNATURE);
        malformed(batch, Check.SEVERAL, "no payload", HEADER + ".." + SIGNATURE);
        malformed(batch, Check.SEVERAL, "many dots", ".".repeat(12_000));
        malformed(
                batch,
                Check.SEVERAL,
                "JSON form, flattened",
                "{\"protected\":\"" + HEADER + "\",\"payload\":\"" + PAYLOAD + "\",\"signature\":\"" + SIGNATURE
                        + "\"}");
        malformed(
                batch,
                Check.SEVERAL,
                "JSON form, general",
                "{\"payload\":\"" + PAYLOAD + "\",\"signatures\":[{\"protected\":\"" + HEADER + "\",\"signature\":\""
                        + SIGNATURE + "\"}]}");
        String jwe = TestToken.encode(TestToken.bytes("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"cty\":\"JWT\"}"));
        batch.bad(MAIN, Check.ENCRYPTED_FORM, "JWE", jwe + ".AAAA.AAAA.AAAA.AAAA", "token.encrypted");
        batch.bad(
                MAIN, Check.ENCRYPTED_FORM, "JWE with the key agreed on", jwe + "..AAAA.AAAA.AAAA", "token.encrypted");
        batch.bad(MAIN, Check.ENCRYPTED_FORM, "four dots alone", "....", "token.encrypted");
        String nested = MAIN.token(RSA).payload(GOOD).compact();
        malformed(batch, Check.SEVERAL, "a token as the payload of a token", nested);
        malformed(batch, Check.SEVERAL, "base64url of a token", TestToken.encode(TestToken.bytes(GOOD)));
    }

    private static void characters(Batch batch) {
        for (String extra : new String[] {
            "=",
            "==",
            " ",
            "\t",
            "\n",
            "\r\n",
            "~",
            "$",
            "%",
            "%3D",
            "+",
            "/",
            ",",
            "\"",
            "\u0000",
            "\u007f",
            "\u00a0",
            "\u00e9",
            "\u0100",
            "\ufeff",
            "\ud83d\ude00"
        }) {
            StringBuilder name = new StringBuilder();
            extra.chars().forEach(c -> name.append(' ').append(Integer.toHexString(c)));
            Check check = extra.length() < 3 && extra.chars().allMatch(c -> c <= 0xff) ? Check.ALPHABET : Check.SEVERAL;
            malformed(batch, check, "behind it" + name, GOOD + extra);
            if (!extra.equals(" ")) {
                // Blanks belong to what separates scheme and token.
                malformed(batch, Check.SEVERAL, "before it" + name, extra + GOOD);
            }
            int middle = GOOD.length() - 9;
            malformed(
                    batch,
                    check,
                    "within the signature" + name,
                    GOOD.substring(0, middle) + extra + GOOD.substring(middle));
            malformed(
                    batch, Check.SEVERAL, "behind the header" + name, HEADER + extra + "." + PAYLOAD + "." + SIGNATURE);
        }
        // U+014A has the low byte of 'J': a narrowing copy would take it for the letter.
        malformed(batch, Check.CHARACTERS, "a letter with the low byte of another", GOOD.replaceFirst("J", "\u014a"));
        String mixed = MAIN.token(RSA)
                .payload(MAIN.claimsAnd("\"x\":\"\u00fb\u00ff\u00fe???>>>\""))
                .compact();
        batch.good(MAIN, "every letter of the alphabet", mixed);
        malformed(
                batch,
                Check.SEVERAL,
                "standard alphabet",
                mixed.replace('-', '+').replace('_', '/'));
        for (char wrong : new char[] {'+', '/', '=', '*', '~', ':', '@', '[', '`', '{'}) {
            int at = HEADER.length() + 9;
            malformed(
                    batch,
                    Check.SEVERAL,
                    "a letter of the payload replaced by " + wrong,
                    GOOD.substring(0, at) + wrong + GOOD.substring(at + 1));
        }
        batch.bad(MAIN, Check.SEVERAL, "one letter more", GOOD + "A", "token.signature");
        malformed(batch, Check.SEVERAL, "one letter less", GOOD.substring(0, GOOD.length() - 1));
    }

    /**
     * The bits of a last character that carry nothing must be zero; otherwise one token would have up to sixteen texts.
     */
    private static void lastBits(Batch batch) {
        for (int bit : new int[] {1, 2, 4, 8}) {
            malformed(batch, Check.UNUSED_BITS, "RS256 with unused bit " + bit, otherSpelling(GOOD, bit));
        }
        String ec = MAIN.token(EC256).algorithm("ES256").compact();
        malformed(batch, Check.UNUSED_BITS, "ES256 with an unused bit", otherSpelling(ec, 1));
        malformed(batch, Check.UNUSED_BITS, "ES256 with all unused bits", otherSpelling(ec, 15));
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa\"}";
        for (String blanks : new String[] {"", " ", "  "}) {
            String text = TestToken.encode(TestToken.bytes(header + blanks));
            batch.good(
                    MAIN,
                    "header of length " + text.length(),
                    MAIN.token(RSA).header(header + blanks).compact());
        }
        for (int i = 0; i < 3; i++) {
            String claims = MAIN.claims() + " ".repeat(i);
            String token = MAIN.token(RSA, claims);
            batch.good(MAIN, "payload with a rest of " + claims.length() % 3, token);
        }
        batch.good(
                MAIN,
                "ES384, whose signature fills its letters",
                MAIN.token(EC384).algorithm("ES384").compact());
        batch.good(
                MAIN,
                "ES512, whose signature fills its letters",
                MAIN.token(EC521).algorithm("ES512").compact());
    }

    private static String otherSpelling(String token, int bits) {
        int last = ALPHABET.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + ALPHABET.charAt(last ^ bits);
    }

    private static void malformed(Batch batch, Check check, String name, String token) {
        batch.bad(MAIN, check, name, token, "token.malformed");
    }
}
