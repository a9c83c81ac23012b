package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;
import static dev.gatehouse.jwt.vectors.Keys.brief;
import static dev.gatehouse.jwt.vectors.Keys.withHeader;
import static dev.gatehouse.jwt.vectors.Keys.withMember;

import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.util.List;

/** What else a JOSE header may say (RFC 7515 section 4.1). */
final class HeaderVectors {

    private static final TestKey ATTACKER = TestKey.thirdRsa("rsa");

    private HeaderVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.HEADER);
        critical(batch);
        encryption(batch);
        type(batch);
        kid(batch);
        ignored(batch);
        return batch.vectors();
    }

    private static void critical(Batch batch) {
        for (String value : new String[] {
            "[]",
            "[\"exp\"]",
            "[\"b64\"]",
            "[\"x\",\"x\"]",
            "[\"alg\"]",
            "[\"crit\"]",
            "[\"kid\",\"typ\"]",
            "[\"\"]",
            "[\"x\",1]",
            "\"x\"",
            "\"\"",
            "null",
            "{}",
            "[1]",
            "[null]",
            "true",
            "0"
        }) {
            batch.bad(MAIN, Check.CRITICAL, "crit " + value, withMember("\"crit\":" + value), "token.critical-header");
        }
        batch.bad(
                MAIN,
                Check.CRITICAL,
                "crit of a member that is there",
                withMember("\"crit\":[\"exp\"],\"exp\":9999999999"),
                "token.critical-header");
        for (String value : new String[] {"false", "true", "null", "\"false\"", "0"}) {
            batch.bad(
                    MAIN,
                    Check.UNENCODED_PAYLOAD,
                    "b64 " + value,
                    withMember("\"b64\":" + value),
                    "token.critical-header");
        }
        batch.bad(
                MAIN,
                Check.SEVERAL,
                "b64 false and critical",
                withMember("\"b64\":false,\"crit\":[\"b64\"]"),
                "token.critical-header");
    }

    private static void encryption(Batch batch) {
        for (String member : new String[] {
            "\"zip\":\"DEF\"", "\"zip\":null", "\"zip\":1", "\"enc\":\"A128GCM\"", "\"enc\":null", "\"enc\":{}"
        }) {
            batch.bad(MAIN, Check.ENCRYPTION_HEADERS, "with " + member, withMember(member), "token.encrypted");
        }
    }

    private static void type(Batch batch) {
        for (String type : new String[] {
            "JWT", "jwt", "Jwt", "at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+JWT", "application/jwt"
        }) {
            batch.good(MAIN, "typ " + type, withMember("\"typ\":\"" + type + "\""));
        }
        batch.good(MAIN, "no typ", withHeader("{\"alg\":\"RS256\",\"kid\":\"rsa\"}"));
        for (String type : new String[] {
            "dpop+jwt", "logout+jwt", "ID", "JWE", "secevent+jwt", "token-introspection+jwt",
                    "client-authentication+jwt",
            "application/logout+jwt", "application/application/jwt", "application/", "text/jwt", "jwt ", " jwt", "at",
            "at-jwt", "none", "absent", "JOSE", "JOSE+JSON", "Bearer"
        }) {
            boolean standsForNone = type.equals("absent");
            if (!standsForNone) {
                batch.bad(
                        MAIN, Check.TYPE_ALLOWED, "typ " + type, withMember("\"typ\":\"" + type + "\""), "token.type");
            }
        }
        for (String type : new String[] {
            "null",
            "[]",
            "[\"JWT\"]",
            "{}",
            "1",
            "\"\"",
            "\"jwt\\u0000\"",
            "\"jwt\\n\"",
            "\"\u00e9\"",
            "\"" + "t".repeat(65) + "\""
        }) {
            batch.bad(
                    MAIN, Check.TYPE_FORM, "typ of value " + brief(type), withMember("\"typ\":" + type), "token.type");
        }
        Trust strict = Trust.of("rfc9068", RSA).with("types", "at+jwt");
        batch.good(strict, "at+jwt where only that is allowed", typed(strict, ",\"typ\":\"at+jwt\""));
        batch.good(strict, "its long name there", typed(strict, ",\"typ\":\"application/at+jwt\""));
        batch.bad(strict, Check.TYPE_ALLOWED, "JWT there", typed(strict, ",\"typ\":\"JWT\""), "token.type");
        batch.bad(strict, Check.TYPE_ALLOWED, "no typ there", typed(strict, ""), "token.type");
        batch.bad(
                strict,
                Check.TYPE_ALLOWED,
                "the word absent there",
                typed(strict, ",\"typ\":\"absent\""),
                "token.type");
    }

    private static String typed(Trust trust, String member) {
        return trust.token(RSA)
                .header("{\"alg\":\"RS256\",\"kid\":\"rsa\"" + member + "}")
                .compact();
    }

    private static void kid(Batch batch) {
        for (String kid : new String[] {
            "null",
            "1",
            "[]",
            "{}",
            "[\"rsa\"]",
            "true",
            "\"\"",
            "\"a\\u0000b\"",
            "\"rsa\\u0000\"",
            "\"a\\nb\"",
            "\"a\\u007fb\"",
            "\"\u00e9\"",
            "\"\ud83d\ude00\"",
            "\"" + "k".repeat(257) + "\""
        }) {
            batch.bad(
                    MAIN,
                    Check.KID_FORM,
                    "kid of value " + brief(kid),
                    withHeader("{\"alg\":\"RS256\",\"kid\":" + kid + "}"),
                    "token.malformed");
        }
        String[] unknown = {
            "other",
            "RSA",
            "rsa ",
            " rsa",
            "rs",
            "rsaa",
            "../../../../dev/null",
            "/etc/passwd",
            "x' UNION SELECT 'a",
            "rsa' OR '1'='1",
            "rsa)(cn=*",
            "rsa%00",
            "http://127.0.0.1/keys",
            "file:///keys",
            "\\\\host\\\\share",
            "${jndi:ldap://127.0.0.1/a}",
            "*",
            "0",
            "null",
            "k".repeat(256)
        };
        for (int i = 0; i < unknown.length; i++) {
            // An issuer of its own for each, since each makes the verifier look for new keys, which it does only so
            // often.
            Trust trust = Trust.of("kid" + i, RSA, Keys.EC256);
            batch.bad(
                    trust,
                    Check.KEY_BY_KID,
                    "kid " + brief(unknown[i]),
                    trust.token(RSA)
                            .header(TestToken.header("RS256", unknown[i]))
                            .compact(),
                    "token.key-unknown");
        }
        for (String kid : new String[] {"k".repeat(256), "a b", "~!@#$%^&*()", "../../key", "0", "null"}) {
            TestKey key = TestKey.rsa(kid);
            Trust trust = Trust.of("odd-kid-" + kid.length(), key);
            batch.good(
                    trust,
                    "kid that is really called " + brief(kid),
                    trust.token(key).compact());
        }
    }

    /** Members that name a key or where to find one are not looked at (RFC 8725 section 3.10). */
    private static void ignored(Batch batch) {
        String own = RSA.pair().toPublicJWK().toJSONString();
        String attacker = ATTACKER.pair().toPublicJWK().toJSONString();
        for (String member : new String[] {
            "\"jku\":\"https://evil.example.com/keys\"",
            "\"x5u\":\"https://evil.example.com/chain\"",
            "\"x5c\":[\"AAAA\"]",
            "\"x5c\":1",
            "\"x5t\":\"AAAA\"",
            "\"x5t#S256\":\"AAAA\"",
            "\"jwk\":null",
            "\"jwk\":" + own,
            "\"cty\":\"JWT\"",
            "\"nonce\":\"n\"",
            "\"iss\":\"https://evil.example.com\"",
            "\"exp\":0",
            "\"url\":\"https://evil.example.com\"",
            "\"x\":{\"alg\":\"none\"}",
            "\"x\":[1,2.5,null,true,\"\u00e9\"]",
            "\"\":1",
            "\"ALG\":\"none\""
        }) {
            batch.good(MAIN, "ignored " + brief(member), withMember(member));
        }
        batch.good(
                MAIN,
                "members in another order",
                withHeader(" { \"kid\" : \"rsa\" ,\r\n\t\"typ\":\"JWT\", \"alg\":\"RS256\" } "));
        batch.good(MAIN, "members with escapes", withHeader("{\"\\u0061lg\":\"RS\\u003256\",\"kid\":\"r\\u0073a\"}"));
        batch.bad(
                MAIN,
                Check.SIGNATURE,
                "an attacker's key in jwk",
                BelowModulus.of(
                        RSA,
                        MAIN,
                        MAIN.token(ATTACKER).header("{\"alg\":\"RS256\",\"kid\":\"rsa\",\"jwk\":" + attacker + "}")),
                "token.signature");
        Trust single = Trust.of("jwk-without-kid", RSA);
        batch.bad(
                single,
                Check.SIGNATURE,
                "an attacker's key in jwk and no kid",
                BelowModulus.of(
                        RSA, single, single.token(ATTACKER).header("{\"alg\":\"RS256\",\"jwk\":" + attacker + "}")),
                "token.signature");
    }
}
