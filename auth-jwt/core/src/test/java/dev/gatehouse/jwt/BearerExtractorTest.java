package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.dpop.PresentedProof;
import dev.gatehouse.testkit.TestRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerExtractorTest {

    private static Optional<BearerCredential> extract(String... headers) {
        TestRequest request = TestRequest.get("/");
        for (String header : headers) {
            request = request.withHeader("Authorization", header);
        }
        return new BearerExtractor().extract(request);
    }

    private static String token(String header) {
        BearerCredential credential = extract(header).orElseThrow();
        return credential.header().substring(credential.from());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'Bearer abc'|'abc'",
                "'bearer abc'|'abc'",
                "'BEARER abc'|'abc'",
                "'Bearer   abc'|'abc'",
                "'Bearer a b'|'a b'",
                "'Bearer abc '|'abc '",
                "'Bearer'|''",
                "'Bearer '|''",
                "'Bearer\tabc'|'\tabc'",
                "'Bearer,abc'|',abc'",
                "'Bearer=abc'|'=abc'",
                "'Bearer\"abc'|'\"abc'",
                "' Bearer abc'|'abc'",
                "'DPoP abc'|'abc'",
                "'dpop   abc'|'abc'",
                "'DPOP'|''",
                "'DPoP,abc'|',abc'"
            })
    void bothSchemes_areExtractedWithAnyToken(String header, String token) {
        assertEquals(token, token(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic abc",
                "Bearerx abc",
                "Bearer-x abc",
                "DPoPx abc",
                "DPoP-x abc",
                "xDPoP abc",
                "DPo",
                "abc",
                "xBearer abc",
                "Beare",
                "Bearer.abc"
            })
    void otherScheme_isNotClaimed(String header) {
        assertTrue(extract(header).isEmpty());
    }

    @Test
    void schemeEnds_whereNoCharacterOfANameFollows() {
        for (char c : "azAZ09!#$%&'*+-.^_`|~".toCharArray()) {
            assertTrue(extract("Bearer" + c).isEmpty(), () -> "Bearer" + c);
            assertTrue(extract("DPoP" + c + " abc").isEmpty(), () -> "DPoP" + c);
        }
        for (char c : "/:@[{\"(),;<=>?\\]}\u007f\u00e4".toCharArray()) {
            assertEquals(c + "abc", token("Bearer" + c + "abc"));
        }
    }

    @Test
    void noHeader_isNotClaimed() {
        assertTrue(extract().isEmpty());
        assertTrue(extract("Basic a", "Digest b").isEmpty());
    }

    @Test
    void severalHeaders_areExtractedAsMalformed() {
        assertEquals("", extract("Bearer a", "Bearer b").orElseThrow().header());
        assertEquals("", extract("Basic a", "Bearer b").orElseThrow().header());
        assertEquals("", extract("DPoP a", "Bearer b").orElseThrow().header());
    }

    @Test
    void bearerToken_bringsNothingAlong() {
        TestRequest request =
                TestRequest.get("/").withHeader("Authorization", "Bearer a").withHeader("DPoP", "b");
        assertNull(new BearerExtractor().extract(request).orElseThrow().proof());
    }

    @Test
    void dpopToken_bringsProofsMethodAndUrl() {
        TestRequest request = TestRequest.post("/x")
                .withHeader("Authorization", "DPoP a")
                .withHeader("DPoP", "b")
                .withHeader("dpop", "c");
        BearerCredential credential = new BearerExtractor().extract(request).orElseThrow();
        assertTrue(credential.proof().dpop());
        assertEquals(
                new PresentedProof(true, List.of("b", "c"), "POST", "https://app.example.com/x", null),
                credential.proof());
        assertEquals("PresentedProof", credential.proof().toString());
    }

    @Test
    void credential_showsNothing() {
        assertEquals("BearerCredential", extract("Bearer secret").orElseThrow().toString());
    }
}
