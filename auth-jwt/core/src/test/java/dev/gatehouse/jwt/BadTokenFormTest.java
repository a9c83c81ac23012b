package dev.gatehouse.jwt;

import static dev.gatehouse.jwt.BadTokens.EC;
import static dev.gatehouse.jwt.BadTokens.RSA;
import static dev.gatehouse.jwt.BadTokens.good;
import static dev.gatehouse.jwt.BadTokens.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tokens that are no well-formed JWS in compact form. */
class BadTokenFormTest {

    private final BadTokens bad = new BadTokens();

    @Test
    void theTokenThatAllOthersAreMadeOf_isGood() {
        assertEquals("verified", bad.outcome(good()));
        assertEquals("verified", bad.outcome(TestToken.of(EC).algorithm("ES256").compact()));
    }

    @TestFactory
    Stream<DynamicContainer> badToken_isRefusedForItsReason() {
        return Stream.of(bad.family("form", form()));
    }

    private static Map<String, String[]> form() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        String good = good();
        int first = good.indexOf('.');
        int second = good.lastIndexOf('.');
        String header = good.substring(0, first);
        String payload = good.substring(first + 1, second);
        String signature = good.substring(second + 1);
        put(variants, "nothing", "", "token.malformed");
        put(variants, "one segment", header, "token.malformed");
        put(variants, "two segments", header + "." + payload, "token.malformed");
        put(variants, "two segments and a dot", header + "." + payload + ".", "token.malformed");
        put(variants, "four segments", good + ".AAAA", "token.malformed");
        put(variants, "five segments, as in JWE", good + ".AAAA.AAAA", "token.encrypted");
        put(variants, "dots alone", "..", "token.malformed");
        put(variants, "empty header", "." + payload + "." + signature, "token.malformed");
        put(variants, "empty payload", header + ".." + signature, "token.malformed");
        for (String extra : new String[] {"=", "==", " ", "\t", "\n", "~", "$", "%", "\u0000", "\u00e9", "\u0100"}) {
            String name = Integer.toHexString(extra.charAt(0)) + (extra.length() > 1 ? " twice" : "");
            put(variants, "behind it " + name, good + extra, "token.malformed");
            put(variants, "before it " + name, extra + good, "token.malformed");
            put(
                    variants,
                    "within the signature " + name,
                    good.substring(0, second + 9) + extra + good.substring(second + 9),
                    "token.malformed");
            put(
                    variants,
                    "behind the header " + name,
                    header + extra + "." + payload + "." + signature,
                    "token.malformed");
        }
        // U+0141 has the low byte of 'A': a narrowing copy would take it for the letter.
        put(variants, "a letter with the low byte of another", good.replaceFirst("J", "\u014a"), "token.malformed");
        String mixed = TestToken.of(RSA)
                .payload(TestToken.claimsAnd("\"x\":\"\u00fb\u00ff\u00fe???>>>\""))
                .compact();
        put(variants, "standard alphabet", mixed.replace('-', '+').replace('_', '/'), "token.malformed");
        put(variants, "other spelling of the last character", otherSpelling(good), "token.malformed");
        put(variants, "signature cut by a character", good.substring(0, good.length() - 1), "token.malformed");
        put(
                variants,
                "too long",
                header + "." + payload + "." + "A".repeat(CompactToken.MAX_LENGTH),
                "token.too-large");
        put(variants, "much too long", "A".repeat(1_000_000), "token.too-large");
        return variants;
    }

    /** The same bytes with other unused bits in the last character. */
    private static String otherSpelling(String token) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
    }
}
