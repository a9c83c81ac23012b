package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;
import static dev.gatehouse.jwt.vectors.Keys.brief;
import static dev.gatehouse.jwt.vectors.Keys.with;
import static dev.gatehouse.jwt.vectors.Keys.withClaims;
import static dev.gatehouse.jwt.vectors.Keys.withHeader;

import dev.gatehouse.jwt.TestToken;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** JSON that can be understood in one way only (RFC 8259, RFC 7515 section 10.12). */
final class JsonVectors {

    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private JsonVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.JSON);
        legal(batch);
        syntax(batch);
        duplicates(batch);
        bounds(batch);
        encoding(batch);
        header(batch);
        return batch.vectors();
    }

    private static void legal(Batch batch) {
        String claims = MAIN.claims();
        batch.good(MAIN, "blanks of every kind", withClaims("\n\t " + claims.replace(",", " ,\r\n") + " \r\n"));
        batch.good(
                MAIN,
                "names and values with escapes",
                withClaims(claims.replace("\"sub\":\"alice\"", "\"s\\u0075b\":\"\\u0061lice\"")));
        for (String member : new String[] {
            "\"x\":null",
            "\"x\":1.5",
            "\"x\":-0",
            "\"x\":-0.0",
            "\"x\":1E+2",
            "\"x\":1e-400",
            "\"x\":12345678901234567890123",
            "\"x\":" + "9".repeat(64),
            "\"x\":\"\\ud83d\\ude00\"",
            "\"x\":\"\u00e9\ud83d\ude00\"",
            "\"x\":\"\\u0000\"",
            "\"x\":\"\ufffd\"",
            "\"x\":\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"",
            "\"x\":\"</script>\"",
            "\"x\":{\"sub\":1}",
            "\"x\":[{\"a\":1},{\"a\":1}]",
            "\"\":1",
            "\"\u0000\":1".replace("\u0000", "\\u0000"),
            "\"__proto__\":{\"sub\":\"b\"}",
            "\"" + "n".repeat(256) + "\":1",
            "\"SUB\":\"mallory\"",
            "\"x\":{},\"y\":[],\"z\":\"\"",
            "\"x\":" + "[".repeat(31) + "]".repeat(31),
            "\"x\":" + "{\"a\":".repeat(30) + "{}" + "}".repeat(30)
        }) {
            batch.good(MAIN, "legal " + brief(member), with(member));
        }
    }

    private static void syntax(Batch batch) {
        String claims = MAIN.claims();
        for (String text : new String[] {"hello", "\"x\"", "null", "true", "1", "", " ", "{", "}", "{}", "[]"}) {
            boolean object = text.equals("{}");
            batch.bad(
                    MAIN,
                    object ? Check.ISSUER_TEXT : Check.SEVERAL,
                    "payload " + (text.isEmpty() ? "nothing" : text),
                    withClaims(text),
                    object ? "token.issuer" : "token.malformed");
        }
        bad(batch, Check.SEVERAL, "array of the claims", withClaims("[" + claims + "]"));
        bad(batch, Check.SEVERAL, "cut", withClaims(claims.substring(0, claims.length() - 1)));
        bad(batch, Check.SEVERAL, "a comment before it", withClaims("/* x */" + claims));
        bad(batch, Check.SEVERAL, "a comment within", withClaims(claims.replace(",", ",/* x */")));
        bad(batch, Check.SEVERAL, "a line comment", withClaims("# x\n" + claims));
        bad(batch, Check.SEVERAL, "a line comment of the other kind", withClaims("// x\n" + claims));
        bad(batch, Check.SEVERAL, "a comma too many", withClaims(claims.replace("}", ",}")));
        bad(batch, Check.SEVERAL, "single quotes", withClaims(claims.replace('"', '\'')));
        bad(batch, Check.SEVERAL, "a name without quotes", withClaims(claims.replace("\"exp\"", "exp")));
        for (String value : new String[] {
            "NaN",
            "Infinity",
            "-Infinity",
            "01",
            "-01",
            "+1",
            ".5",
            "1.",
            "1e",
            "0x10",
            "1_000",
            "True",
            "nul",
            "undefined",
            "'x'",
            "[1,]",
            "[1 2]",
            "{\"a\" 1}",
            "{\"a\":}",
            "\"\\x41\"",
            "\"\\u12\"",
            "\"\\'\"",
            "\"a\u0001b\"",
            "\"a\nb\"",
            "\"a\tb\"",
            "\"open"
        }) {
            bad(batch, Check.SEVERAL, "value " + value.replace("\u0001", "^A"), with("\"x\":" + value));
        }
        for (String more : new String[] {"x", "{}", claims, "\u0000", ",", "]", "}", "null", "0", "\"", "\u00a0"}) {
            bad(
                    batch,
                    Check.JSON_TRAILING,
                    "behind it " + brief(more).replace("\u0000", "NUL"),
                    withClaims(claims + more));
        }
    }

    private static void duplicates(Batch batch) {
        for (String member : new String[] {
            "\"sub\":\"mallory\"",
            "\"sub\":\"alice\"",
            "\"s\\u0075b\":\"mallory\"",
            "\"\\u0073\\u0075\\u0062\":\"m\"",
            "\"iss\":\"https://evil.example.com\"",
            "\"aud\":\"tasklist-api\"",
            "\"exp\":9999999999",
            "\"x\":null,\"x\":null",
            "\"x\":null,\"x\":1",
            "\"x\":1,\"x\":null",
            "\"\":1,\"\":2",
            "\"x\":{\"a\":1,\"a\":2}",
            "\"x\":{\"a\":{},\"a\":{}}",
            "\"x\":[[{\"b\":{\"a\":1,\"a\":1}}]]",
            "\"x\":[1,{\"a\":null,\"\\u0061\":null}]",
            "\"\ud83d\ude00\":1,\"\\ud83d\\ude00\":1"
        }) {
            bad(batch, Check.JSON_DUPLICATES, "twice " + brief(member), with(member));
        }
    }

    private static void bounds(Batch batch) {
        bad(batch, Check.JSON_DEPTH, "33 arrays deep", with("\"x\":" + "[".repeat(32) + "]".repeat(32)));
        bad(batch, Check.JSON_DEPTH, "33 objects deep", with("\"x\":" + "{\"a\":".repeat(31) + "{}" + "}".repeat(31)));
        bad(batch, Check.JSON_DEPTH, "100 arrays deep", with("\"x\":" + "[".repeat(100) + "]".repeat(100)));
        bad(batch, Check.SEVERAL, "5000 arrays that are never closed", with("\"x\":" + "[".repeat(5000)));
        bad(batch, Check.JSON_DIGITS, "65 digits", with("\"x\":" + "1".repeat(65)));
        bad(batch, Check.JSON_DIGITS, "5000 digits", with("\"x\":" + "1".repeat(5000)));
        bad(batch, Check.JSON_DIGITS, "a fraction of 100 digits", with("\"x\":0." + "1".repeat(100)));
        bad(batch, Check.JSON_NAME_LENGTH, "a name of 257 letters", with("\"" + "n".repeat(257) + "\":1"));
        bad(batch, Check.JSON_NAME_LENGTH, "a name of 5000 letters", with("\"" + "n".repeat(5000) + "\":1"));
        for (String number : new String[] {"1e999", "-1e999", "1e2147483648", "9e99999999", "[1e309]"}) {
            bad(batch, Check.JSON_FINITE_NUMBERS, "a number beyond double " + number, with("\"x\":" + number));
        }
        for (String text : new String[] {
            "\"x\":\"\\ud800\"",
            "\"x\":\"\\udc00\"",
            "\"x\":\"\\udc00\\ud800\"",
            "\"x\":\"\\ud800a\"",
            "\"x\":\"\\ud800\\ud800\\udc00\"",
            "\"x\":[\"\\udbff\",1]",
            "\"x\":[{\"y\":\"\\udfff\"}]"
        }) {
            bad(batch, Check.JSON_SURROGATES, "half a pair " + text, with(text));
        }
        for (String name :
                new String[] {"\\ud800", "\\udc00", "\\udc00\\ud800", "a\\ud800b", "\\ud800\\ud800\\udc00"}) {
            bad(batch, Check.SEVERAL, "half a pair in a name " + name, with("\"" + name + "\":1"));
        }
    }

    private static void encoding(Batch batch) {
        String claims = MAIN.claims();
        raw(batch, Check.SEVERAL, "BOM", joined(BOM, TestToken.bytes(claims)));
        raw(batch, Check.SEVERAL, "UTF-16", claims.getBytes(StandardCharsets.UTF_16));
        raw(batch, Check.SEVERAL, "UTF-16, little end first", claims.getBytes(StandardCharsets.UTF_16LE));
        raw(batch, Check.SEVERAL, "UTF-32", claims.getBytes(java.nio.charset.Charset.forName("UTF-32")));
        raw(batch, Check.JSON_ENCODING, "Latin-1", inSubject(0xe9));
        raw(batch, Check.JSON_ENCODING, "an overlong letter", inSubject(0xc1, 0xa1));
        raw(batch, Check.JSON_ENCODING, "an overlong slash", inSubject(0xc0, 0xaf));
        raw(batch, Check.JSON_ENCODING, "an overlong letter of three bytes", inSubject(0xe0, 0x81, 0xa1));
        raw(batch, Check.JSON_ENCODING, "half a pair in UTF-8", inSubject(0xed, 0xa0, 0x80));
        raw(batch, Check.JSON_ENCODING, "a pair in CESU-8", inSubject(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80));
        raw(batch, Check.JSON_ENCODING, "a NUL in modified UTF-8", inSubject(0xc0, 0x80));
        raw(batch, Check.JSON_ENCODING, "beyond Unicode", inSubject(0xf4, 0x90, 0x80, 0x80));
        raw(batch, Check.JSON_ENCODING, "five bytes", inSubject(0xf8, 0x88, 0x80, 0x80, 0x80));
        raw(batch, Check.JSON_ENCODING, "a byte that goes on from nothing", inSubject(0x80));
        raw(batch, Check.JSON_ENCODING, "a letter cut short", inSubject(0xe2, 0x82));
        raw(batch, Check.JSON_ENCODING, "FF", inSubject(0xff));
        batch.good(MAIN, "the replacement character itself", withClaims(MAIN.claims("alice", "al\ufffdice")));
    }

    private static void header(Batch batch) {
        String header = TestToken.header("RS256", "rsa");
        for (String text : new String[] {"hello", "[]", "null", "\"RS256\"", "1", "[" + header + "]"}) {
            bad(batch, Check.SEVERAL, "header " + brief(text), withHeader(text));
        }
        for (String members : new String[] {
            "\"alg\":\"RS256\",\"alg\":\"RS256\"",
            "\"alg\":\"none\",\"alg\":\"RS256\"",
            "\"alg\":\"RS256\",\"\\u0061lg\":\"none\"",
            "\"alg\":\"RS256\",\"kid\":\"rsa\",\"kid\":\"rsa\"",
            "\"alg\":\"RS256\",\"x\":{\"a\":1,\"a\":1}"
        }) {
            bad(batch, Check.JSON_DUPLICATES, "header with " + members, withHeader("{" + members + "}"));
        }
        bad(batch, Check.JSON_TRAILING, "header and something behind it", withHeader(header + "x"));
        bad(batch, Check.JSON_TRAILING, "header twice", withHeader(header + header));
        bad(batch, Check.JSON_DEPTH, "header 40 deep", Keys.withMember("\"x\":" + "[".repeat(40) + "]".repeat(40)));
        byte[] bytes = TestToken.bytes(header);
        bad(
                batch,
                Check.SEVERAL,
                "header with BOM",
                MAIN.token(RSA).header(joined(BOM, bytes)).compact());
        byte[] latin = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"x\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        bad(
                batch,
                Check.JSON_ENCODING,
                "header in Latin-1",
                MAIN.token(RSA).header(latin).compact());
    }

    private static void bad(Batch batch, Check check, String name, String token) {
        batch.bad(MAIN, check, name, token, "token.malformed");
    }

    private static void raw(Batch batch, Check check, String name, byte[] payload) {
        bad(batch, check, name, MAIN.token(RSA).payload(payload).compact());
    }

    /** The claims with these bytes in place of the subject's first letter. */
    private static byte[] inSubject(int... bytes) {
        String claims = MAIN.claims();
        int at = claims.indexOf("alice");
        byte[] middle = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            middle[i] = (byte) bytes[i];
        }
        return joined(TestToken.bytes(claims.substring(0, at)), middle, TestToken.bytes(claims.substring(at + 1)));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
