package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;
import static dev.gatehouse.jwt.vectors.Keys.brief;
import static dev.gatehouse.jwt.vectors.Keys.changed;

import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.util.List;

/**
 * Claims of exactly the type and content that they must have, and tokens that were made for something else (RFC 7519,
 * RFC 8725 sections 3.8 to 3.12).
 */
final class ClaimVectors {

    private static final String AUD = "\"aud\":\"tasklist-api\"";

    private static final Trust SUBJECTS = Trust.of("subjects", RSA).with("name-claim", "preferred_username");

    private ClaimVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.CLAIMS);
        subject(batch);
        audience(batch);
        issuer(batch);
        OtherKinds.addTo(batch);
        name(batch);
        return batch.vectors();
    }

    private static void subject(Batch batch) {
        for (String value : new String[] {
            "s".repeat(255),
            "s".repeat(338),
            "s".repeat(1024),
            "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
            "\ud83d\udc69\u200d\ud83d\udcbb",
            "\u00fc\u6f22\u5b57",
            "\ud83d\ude00",
            "a b",
            "x' OR '1'='1",
            "../../etc/passwd",
            "<script>",
            "0",
            "null",
            "service-account-tasklist",
            "alice@example.com",
            "\u0391\u03bb\u03af\u03ba\u03b7",
            "e\\u0301",
            "\\\"",
            "\\\\"
        }) {
            batch.good(MAIN, "sub " + brief(value), changed("\"alice\"", "\"" + value + "\""));
        }
        badSubjects(batch);
        for (String value : new String[] {"0", "1", "-1", "12345", "9007199254740993", "18446744073709551616"}) {
            batch.good(MAIN, "sub of number " + value, changed("\"alice\"", value));
        }
        batch.good(MAIN, "jti null", changed("\"7d2\"", "null"));
        for (String value : new String[] {"1", "[]", "{}", "true", "[\"7d2\"]"}) {
            batch.bad(MAIN, Check.JWT_ID, "jti " + value, changed("\"7d2\"", value), "token.claims");
        }
        batch.good(MAIN, "no jti", changed(",\"jti\":\"7d2\"", ""));
        batch.good(MAIN, "an empty jti", changed("\"7d2\"", "\"\""));
    }

    /** Where the name comes from another claim, so that only sub is checked. */
    private static void badSubjects(Batch batch) {
        subject(batch, Check.SUBJECT_PRESENT, "no sub", SUBJECTS.claims("\"sub\":\"alice\",", ""));
        for (String value :
                new String[] {"null", "1.0", "1e0", "-0", "true", "[]", "[\"alice\"]", "{}", "{\"alice\":1}"}) {
            subject(batch, Check.SUBJECT_PRESENT, "sub of value " + value, SUBJECTS.claims("\"alice\"", value));
        }
        for (String value : new String[] {"", " ", "  ", "\u2003", "\u3000"}) {
            String name = "sub of " + value.length() + " blanks " + hex(value);
            subject(batch, Check.SUBJECT_BLANK, name, SUBJECTS.claims("alice", value));
        }
        for (int length : new int[] {1025, 1026, 4000}) {
            String name = "sub of " + length + " letters";
            subject(batch, Check.SUBJECT_LENGTH, name, SUBJECTS.claims("alice", "s".repeat(length)));
        }
        for (String value : new String[] {
            "a\\nb",
            "a\\rb",
            "a\\u0000b",
            "a\\u0085b",
            "\\u007f",
            "dem\\u202eo",
            "a\\u200bb",
            "a\\u200db",
            "a\\u2028b",
            "a\\u2029b",
            "a\\u2066b",
            "\\ufeffa",
            "a\\u00adb",
            "a\\udb40\\udc41b",
            "a\u202eb"
        }) {
            subject(batch, Check.SUBJECT_PLAIN, "sub " + value.replace('\u202e', '^'), SUBJECTS.claims("alice", value));
        }
    }

    private static void subject(Batch batch, Check check, String name, String claims) {
        String named = claims.substring(0, claims.length() - 1) + ",\"preferred_username\":\"al\"}";
        batch.bad(SUBJECTS, check, name, SUBJECTS.token(RSA, named), "token.claims");
    }

    private static void audience(Batch batch) {
        for (String value : new String[] {
            "[\"tasklist-api\"]",
            "[\"zeebe-api\",\"tasklist-api\"]",
            "[\"tasklist-api\",\"tasklist-api\"]",
            "[\"\",\"tasklist-api\"]",
            "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"tasklist-api\"]",
            "\"tasklist\\u002dapi\""
        }) {
            batch.good(MAIN, "aud " + value, changed("\"tasklist-api\"", value));
        }
        Trust two = Trust.of("two-audiences", RSA).with("audience", "other-api, tasklist-api");
        batch.good(two, "the first of two audiences", two.token(RSA, two.claims("tasklist-api", "other-api")));
        batch.good(two, "the second of two audiences", two.token(RSA, two.claims()));
        batch.bad(MAIN, Check.SEVERAL, "no aud", changed(AUD + ",", ""), "token.audience");
        for (String value : new String[] {"null", "{}", "[]", "1", "true", "\"\""}) {
            batch.bad(
                    MAIN, Check.SEVERAL, "aud of value " + value, changed("\"tasklist-api\"", value), "token.audience");
        }
        for (String value : new String[] {
            "[\"tasklist-api\",1]",
            "[\"tasklist-api\",null]",
            "[null,\"tasklist-api\"]",
            "[\"tasklist-api\",[]]",
            "[\"tasklist-api\",{}]",
            "[\"tasklist-api\",true]",
            "[1]",
            "[null]",
            "[[\"tasklist-api\"]]"
        }) {
            batch.bad(
                    MAIN,
                    Check.AUDIENCE_FORM,
                    "aud of value " + value,
                    changed("\"tasklist-api\"", value),
                    "token.audience");
        }
        for (String value : new String[] {
            "[\"\"]",
            "\"zeebe-api\"",
            "[\"zeebe-api\"]",
            "[\"zeebe-api\",\"optimize-api\"]",
            "\"tasklist-api \"",
            "\" tasklist-api\"",
            "\"Tasklist-api\"",
            "\"tasklist\"",
            "\"tasklist-api2\"",
            "\"tasklist-api,zeebe-api\"",
            "\"tasklist-api zeebe-api\"",
            "\"tasklist-api\\u0000\"",
            "\"*\"",
            "\"account\"",
            "[\"[\\\"tasklist-api\\\"]\"]",
            "\"https://tasklist-api\""
        }) {
            batch.bad(MAIN, Check.AUDIENCE_MATCH, "aud " + value, changed("\"tasklist-api\"", value), "token.audience");
        }
        batch.bad(
                MAIN,
                Check.SEVERAL,
                "aud within an object",
                changed("\"tasklist-api\"", "{\"tasklist-api\":1}"),
                "token.audience");
        batch.bad(
                MAIN,
                Check.SEVERAL,
                "our name in another claim",
                changed(AUD, "\"Aud\":\"tasklist-api\",\"azp\":\"tasklist-api\""),
                "token.audience");
    }

    private static void issuer(Batch batch) {
        String iss = "\"" + MAIN.issuer() + "\"";
        batch.bad(MAIN, Check.ISSUER_TEXT, "no iss", changed("\"iss\":" + iss + ",", ""), "token.issuer");
        for (String value :
                new String[] {"null", "[]", "[" + iss + "]", "{}", "{\"iss\":" + iss + "}", "1", "true", "\"\""}) {
            batch.bad(MAIN, Check.ISSUER_TEXT, "iss of value " + value, changed(iss, value), "token.issuer");
        }
        for (String value : new String[] {
            MAIN.issuer() + "/",
            MAIN.issuer().replace("realm", "Realm"),
            "HTTPS://issuer.example.com/realm",
            "https://issuer.example.com:443/realm",
            MAIN.issuer() + " ",
            " " + MAIN.issuer(),
            MAIN.issuer() + "#",
            MAIN.issuer() + "?",
            "http://issuer.example.com/realm",
            "https://issuer.example.com/%72ealm",
            "https://issuer.example.com//realm",
            "https://issuer.example.com/realm/../realm",
            "https://issuer.example.com./realm",
            "https://evil.example.com",
            "x",
            "null",
            MAIN.issuer() + "\\u0000",
            "https://issuer.example.com"
        }) {
            batch.bad(MAIN, Check.ISSUER_KNOWN, "iss " + value, changed(MAIN.issuer(), value), Vector.FOREIGN);
        }
        batch.good(
                MAIN, "iss with escapes", changed(MAIN.issuer(), MAIN.issuer().replace("/", "\\/")));
        Trust other = Trust.of("other-issuer", Keys.OTHER_RSA, Keys.EC256);
        batch.good(
                other,
                "another issuer's token with its own key",
                other.token(Keys.OTHER_RSA).compact());
        batch.bad(
                other,
                Check.SIGNATURE,
                "another issuer's token with the main issuer's key of the same kid",
                BelowModulus.of(Keys.OTHER_RSA, other, other.token(RSA)),
                "token.signature");
        batch.bad(
                MAIN,
                Check.SIGNATURE,
                "the main issuer's token with another issuer's key of the same kid",
                BelowModulus.of(RSA, MAIN, MAIN.token(Keys.OTHER_RSA)),
                "token.signature");
        TestKey first = Keys.EC256.with("kid", "first");
        TestKey second = Keys.OTHER_RSA.with("kid", "second");
        Trust one = Trust.of("two-one", first);
        Trust two = Trust.of("two-two", second);
        batch.bad(
                one,
                Check.KEY_OF_ISSUER,
                "a key that only the second issuer has",
                one.token(Keys.OTHER_RSA)
                        .header(TestToken.header("RS256", "second"))
                        .compact(),
                "token.key-unknown");
        batch.bad(
                two,
                Check.KEY_OF_ISSUER,
                "a key that only the first issuer has",
                two.token(Keys.EC256)
                        .algorithm("ES256")
                        .header(TestToken.header("ES256", "first"))
                        .compact(),
                "token.key-unknown");
    }

    private static void name(Batch batch) {
        Trust named = Trust.of("named", RSA).with("name-claim", "preferred_username");
        batch.good(named, "the configured name", named.token(RSA, named.claimsAnd("\"preferred_username\":\"al\"")));
        batch.good(named, "no name, so that sub stands in", named.token(RSA).compact());
        for (String value : new String[] {
            "1",
            "[]",
            "[\"al\"]",
            "{}",
            "true",
            "\"\"",
            "\"  \"",
            "\"a\\nb\"",
            "\"dem\\u202eo\"",
            "\"" + "n".repeat(256) + "\""
        }) {
            batch.bad(
                    named,
                    Check.NAME_CLAIM,
                    "name of value " + brief(value),
                    named.token(RSA, named.claimsAnd("\"preferred_username\":" + value)),
                    "token.claims");
        }
    }

    private static String hex(String text) {
        return text.isEmpty() ? "none" : Integer.toHexString(text.charAt(0));
    }
}
