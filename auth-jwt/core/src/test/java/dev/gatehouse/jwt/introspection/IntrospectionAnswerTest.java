package dev.gatehouse.jwt.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.TestVerifier;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.spi.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What comes back from an introspection endpoint, in families of what can be wrong with it. */
class IntrospectionAnswerTest {

    private static final long NOW = TestToken.NOW * 1000;
    private static final String DIGEST = "0".repeat(64);
    private static final String HASH = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private static Verification verify(byte[] answer, String... optionalMembers) {
        IntrospectionPolicy policy = TestIntrospector.policy(Set.of(optionalMembers), TestIntrospector.TIMES);
        return new IntrospectionRules("introspection", policy).verify(answer, DIGEST, NOW);
    }

    private static Verification verify(String answer, String... optionalMembers) {
        return verify(TestToken.bytes(answer), optionalMembers);
    }

    private static String outcome(Verification verification) {
        return verification instanceof Verification.Bound ? "bound" : TestVerifier.describe(verification);
    }

    private static Verification.Verified verified(String answer, String... optionalMembers) {
        return assertInstanceOf(Verification.Verified.class, verify(answer, optionalMembers));
    }

    /** Responses that say nothing about the token. They must not cause a 401. */
    private static Map<String, byte[]> unusable() {
        String good = TestIntrospector.active();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("nothing", "");
        texts.put("blanks", "   ");
        texts.put("an empty object", "{}");
        texts.put("an array", "[" + good + "]");
        texts.put("a text", "\"active\"");
        texts.put("true alone", "true");
        texts.put("null", "null");
        texts.put("a number", "1");
        texts.put("HTML", "<!doctype html><title>Sign in</title>");
        texts.put("a form", "active=true");
        texts.put("a JWT", "eyJhbGciOiJSUzI1NiJ9.eyJhY3RpdmUiOnRydWV9.c2ln");
        texts.put("cut in half", good.substring(0, good.length() / 2));
        texts.put("without its last brace", good.substring(0, good.length() - 1));
        texts.put("with something behind", good + "x");
        texts.put("with another object behind", good + good);
        texts.put("with a comment", "/**/" + good);
        texts.put("with a comma too many", good.replace("}", ",}"));
        texts.put("in single quotes", good.replace('"', '\''));
        texts.put("with a name without quotes", good.replace("\"active\"", "active"));
        texts.put("with NaN", TestIntrospector.activeAnd("\"n\":NaN"));
        texts.put("with a line break in a text", TestIntrospector.active("alice", "al\nice"));
        texts.put("with half a surrogate pair", TestIntrospector.active("alice", "\\ud800"));
        texts.put("with a BOM", "\ufeff" + good);
        texts.put("active twice", TestIntrospector.activeAnd("\"active\":true"));
        texts.put("active twice, differently", TestIntrospector.activeAnd("\"active\":false"));
        texts.put("inactive first, then active", "{\"active\":false," + good.substring(1));
        texts.put("a member twice", TestIntrospector.activeAnd("\"sub\":\"bob\""));
        texts.put("a member twice, escaped", TestIntrospector.activeAnd("\"\\u0073ub\":\"bob\""));
        texts.put("a member twice, deep down", TestIntrospector.activeAnd("\"x\":{\"a\":1,\"a\":2}"));
        texts.put("too deep", TestIntrospector.activeAnd("\"x\":" + "[".repeat(40) + "]".repeat(40)));
        texts.put("a number without end", TestIntrospector.activeAnd("\"x\":" + "9".repeat(100)));
        texts.put("without active", good.replace("\"active\":true,", ""));
        for (String value : List.of("\"true\"", "1", "\"1\"", "[true]", "{}", "\"yes\"", "1.0", "\"\"", "0")) {
            texts.put("active is " + value, TestIntrospector.active("\"active\":true", "\"active\":" + value));
        }
        texts.put("active is TRUE", TestIntrospector.active("\"active\":true", "\"active\":TRUE"));
        texts.put("Active in another case", TestIntrospector.active("\"active\"", "\"Active\""));
        texts.put("active deep down", "{\"result\":" + good + "}");
        Map<String, byte[]> answers = new LinkedHashMap<>();
        texts.forEach((what, text) -> answers.put(what, TestToken.bytes(text)));
        answers.put("UTF-16", good.getBytes(StandardCharsets.UTF_16));
        answers.put("Latin 1", TestIntrospector.active("alice", "\u00e4lice").getBytes(StandardCharsets.ISO_8859_1));
        answers.put("an overlong encoding", overlong(good));
        return answers;
    }

    private static byte[] overlong(String good) {
        byte[] bytes = (good.substring(0, good.length() - 2) + "XX\"}").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 'X') {
                bytes[i] = (byte) (bytes[i + 1] == 'X' ? 0xc0 : 0xaf);
            }
        }
        return bytes;
    }

    /** Answers that say something about the token which must not let it in. */
    private static Map<String, String> bad() {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("{\"active\":false}", "token.inactive");
        bad.put(TestIntrospector.active("\"active\":true", "\"active\":null"), "token.inactive");
        bad.put(TestIntrospector.active("\"active\":true", "\"active\":false"), "token.inactive");
        String issuer = "\"iss\":\"" + TestToken.ISSUER + "\"";
        for (String value : List.of("\"https://other.example.com\"", "\"\"", "\"" + TestToken.ISSUER + "/\"")) {
            bad.put(TestIntrospector.active(issuer, "\"iss\":" + value), "token.issuer");
        }
        bad.put(TestIntrospector.active("issuer.example.com", "ISSUER.example.com"), "token.issuer");
        String audience = "\"aud\":\"" + TestToken.AUDIENCE + "\"";
        for (String value : List.of(
                "\"zeebe-api\"", "[\"zeebe-api\"]", "[]", "null", "{}", "1", "[1]", "\"\"", "\"TASKLIST-API\"")) {
            bad.put(TestIntrospector.active(audience, "\"aud\":" + value), "token.audience");
        }
        bad.put(TestIntrospector.active(audience + ",", ""), "token.audience");
        bad.put(TestIntrospector.active(audience, "\"aud\":[\"" + TestToken.AUDIENCE + "\",1]"), "token.audience");
        String expiry = "\"exp\":" + (TestToken.NOW + 300);
        for (String value : List.of("null", "\"1\"", "-1", "1e99", "true", "[]", "99999999999999", "\"never\"", "{}")) {
            bad.put(TestIntrospector.active(expiry, "\"exp\":" + value), "token.claims");
        }
        bad.put(TestIntrospector.active(expiry + ",", ""), "token.claims");
        bad.put(TestIntrospector.active(expiry, "\"exp\":" + (TestToken.NOW - 61)), "token.expired");
        bad.put(TestIntrospector.active(expiry, "\"exp\":0"), "token.expired");
        bad.put(TestIntrospector.activeAnd("\"nbf\":" + (TestToken.NOW + 120)), "token.not-yet-valid");
        bad.put(TestIntrospector.activeAnd("\"nbf\":\"0\""), "token.claims");
        String issuedAt = "\"iat\":" + (TestToken.NOW - 10);
        bad.put(TestIntrospector.active(issuedAt, "\"iat\":" + (TestToken.NOW + 120)), "token.not-yet-valid");
        bad.put(TestIntrospector.active(issuedAt, "\"iat\":\"" + TestToken.NOW + "\""), "token.claims");
        for (String value :
                List.of("null", "1.0", "\"\"", "\" \"", "[\"alice\"]", "{}", "\"a\\u0000b\"", "\"a\\u202eb\"")) {
            bad.put(TestIntrospector.active("\"sub\":\"alice\"", "\"sub\":" + value), "token.claims");
        }
        bad.put(TestIntrospector.active("\"sub\":\"alice\"", "\"sub\":\"" + "a".repeat(1025) + "\""), "token.claims");
        bad.put(TestIntrospector.active("\"sub\":\"alice\",", ""), "token.claims");
        for (String member : List.of("client_id", "username", "scope", "token_type")) {
            for (String value : List.of("1", "[\"a\"]", "{}", "true")) {
                String known = member.equals("client_id")
                        ? "\"web\""
                        : member.equals("username")
                                ? "\"alice\""
                                : member.equals("scope") ? "\"READ WRITE\"" : "\"Bearer\"";
                bad.put(
                        TestIntrospector.active("\"" + member + "\":" + known, "\"" + member + "\":" + value),
                        "token.claims");
            }
        }
        bad.put(TestIntrospector.activeAnd("\"jti\":1"), "token.claims");
        for (String type : List.of("refresh_token", "N_A", "mac", "", "Bearer ", "id_token")) {
            bad.put(TestIntrospector.active("\"Bearer\"", "\"" + type + "\""), "token.type");
        }
        bad.put(TestIntrospector.activeAnd("\"typ\":\"Refresh\""), "token.type");
        bad.put(TestIntrospector.activeAnd("\"typ\":\"ID\""), "token.type");
        bad.put(TestIntrospector.activeAnd("\"token_use\":\"id\""), "token.type");
        bad.put(TestIntrospector.activeAnd("\"at_hash\":\"x\""), "token.type");
        bad.put(
                TestIntrospector.activeAnd("\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":{}}"),
                "token.type");
        for (String value : List.of("null", "{}", "[]", "\"x\"", "{\"jkt\":1}", "{\"jkt\":\"x\"}", "{\"jwk\":{}}")) {
            bad.put(TestIntrospector.activeAnd("\"cnf\":" + value), "token.bound");
        }
        bad.put(TestIntrospector.active("\"Bearer\"", "\"DPoP\""), "token.bound");
        return bad;
    }

    @TestFactory
    Stream<DynamicTest> unusableAnswers_decideNothing() {
        return unusable().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    assertEquals("introspection.answer", outcome(verify(entry.getValue())));
                    assertEquals("introspection.answer", outcome(verify(entry.getValue(), "aud", "exp")));
                }));
    }

    @TestFactory
    Stream<DynamicTest> badAnswers_areRefusedForTheirReason() {
        return bad().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> assertEquals(entry.getValue(), outcome(verify(entry.getKey())))));
    }

    @Test
    void vectors_areManyAndDifferent() {
        assertTrue(unusable().size() + bad().size() >= 100, unusable().size() + " and " + bad().size());
    }

    @Test
    void goodAnswer_namesItsCaller() {
        Verification.Verified verified = verified(TestIntrospector.active());
        Caller caller = verified.caller();
        assertEquals(TestToken.ISSUER, caller.issuer());
        assertEquals("alice", caller.subject());
        assertEquals(Set.of("READ", "WRITE"), caller.permissions());
        assertEquals("introspection", caller.mechanism());
        assertEquals(Caller.Kind.PERSON, caller.kind());
        assertEquals(List.of(TestToken.AUDIENCE), verified.token().audience());
        assertEquals(DIGEST, verified.token().digest().orElseThrow());
    }

    @Test
    void optionalMembers_mayBeMissing() {
        List<String> without = new ArrayList<>(List.of(
                TestIntrospector.active("\"iss\":\"" + TestToken.ISSUER + "\",", ""),
                TestIntrospector.active(",\"client_id\":\"web\"", ""),
                TestIntrospector.active(",\"token_type\":\"Bearer\"", ""),
                TestIntrospector.active(",\"iat\":" + (TestToken.NOW - 10), ""),
                TestIntrospector.active("\"Bearer\"", "\"bearer\""),
                TestIntrospector.active(
                        "\"" + TestToken.AUDIENCE + "\"", "[\"zeebe-api\",\"" + TestToken.AUDIENCE + "\"]")));
        without.forEach(answer -> assertEquals("verified", outcome(verify(answer)), answer));
    }

    @Test
    void clientWithoutResourceOwner_isTheSubject() {
        String answer = TestIntrospector.active("\"sub\":\"alice\",", "").replace(",\"username\":\"alice\"", "");
        Caller caller = verified(answer).caller();
        assertEquals("client_id:web", caller.subject());
        assertEquals(Caller.Kind.CLIENT, caller.kind());
    }

    @Test
    void missingSubject_isRefused() {
        String answer = TestIntrospector.active("\"sub\":\"alice\",", "")
                .replace(",\"username\":\"alice\"", "")
                .replace(",\"client_id\":\"web\"", "");
        assertEquals("token.claims", outcome(verify(answer)));
    }

    @Test
    void missingAudience_isGoodOnlyWhereItMayLack() {
        String answer = TestIntrospector.active("\"aud\":\"" + TestToken.AUDIENCE + "\",", "");
        assertEquals("token.audience", outcome(verify(answer, "exp")));
        assertEquals(
                List.of(TestToken.AUDIENCE), verified(answer, "aud").token().audience());
        String wrong = TestIntrospector.active(TestToken.AUDIENCE, "zeebe-api");
        assertEquals("token.audience", outcome(verify(wrong, "aud")));
        for (String value : List.of("null", "[]")) {
            String absent = TestIntrospector.active("\"" + TestToken.AUDIENCE + "\"", value);
            assertEquals("verified", outcome(verify(absent, "aud")));
        }
    }

    @Test
    void missingExpiry_isGoodOnlyWhereItMayLackAndUntilTheNextQuestion() {
        String expiry = "\"exp\":" + (TestToken.NOW + 300);
        String answer = TestIntrospector.active(expiry + ",", "");
        assertEquals("token.claims", outcome(verify(answer, "aud")));
        assertEquals(
                TestToken.NOW + 30, verified(answer, "exp").token().expiry().getEpochSecond());
        assertEquals("verified", outcome(verify(TestIntrospector.active(expiry, "\"exp\":null"), "exp")));
    }

    @Test
    void boundToken_demandsItsProof() {
        String dpop = "\"cnf\":{\"jkt\":\"" + HASH + "\"}";
        Verification.Bound bound = assertInstanceOf(Verification.Bound.class, verify(TestIntrospector.activeAnd(dpop)));
        assertEquals(HASH, bound.confirmation().jkt());
        String typed = TestIntrospector.activeAnd(dpop).replace("\"Bearer\"", "\"DPoP\"");
        assertEquals("bound", outcome(verify(typed)));
        String certificate = TestIntrospector.activeAnd("\"cnf\":{\"x5t#S256\":\"" + HASH + "\"}");
        assertEquals("bound", outcome(verify(certificate)));
        assertEquals("token.bound", outcome(verify(certificate.replace("\"Bearer\"", "\"DPoP\""))));
    }
}
