package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind I of the cases from the field: what must not pass as the token of an AWS load balancer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadBalancerAttacksTest {

    private LoadBalancerRig rig;

    @BeforeAll
    void open() throws Exception {
        rig = LoadBalancerRig.open();
        assertEquals("jane PERSON", rig.outcome(LoadBalancerRig.good()));
    }

    @AfterAll
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                // The load balancer of another customer, whose keys are at the same place.
                ":123456789012:!:210987654321:!401 token.signer",
                "/0123456789abcdef!/fedcba9876543210!401 token.signer",
                "arn:aws:!arn:AWS:!401 token.signer",
                ":loadbalancer/app/tasks/!:loadbalancer/app/tasks/../tasks/!401 token.signer",
                "\"signer\":!\"signed\":!401 token.signer",
                "\"signer\":\"arn!\"signer\":null,\"x\":\"arn!401 token.signer",
                // Another issuer, client, type, algorithm or time.
                "_Example!_Other!401 token.issuer",
                "\"iss\":\"https!\"iss\":null,\"x\":\"https!401 token.issuer",
                "\"client\":\"3n4b\"!\"client\":\"other\"!401 token.audience",
                "\"client\":\"3n4b\"!\"client\":null!401 token.audience",
                "\"client\":!\"clients\":!401 token.audience",
                "ES256!none!401 token.algorithm",
                "ES256!HS256!401 token.algorithm",
                "ES256!RS256!401 token.algorithm",
                "\"alg\"!\"crit\":[\"exp\"],\"alg\"!401 token.critical-header",
                "1767225720!1767225000!401 token.expired",
                "1767225720!\"1767225720\"!401 token.claims",
                "1767225720!null!401 token.claims",
                // Keys: nothing of a token but a UUID gets into a URL.
                "0f1e2d3c-4b5a-4678-9abc-def012345678!../../evil!401 token.key-unknown",
                "0f1e2d3c-4b5a-4678-9abc-def012345678!0F1E2D3C-4B5A-4678-9ABC-DEF012345678!401 token.key-unknown",
                "0f1e2d3c-4b5a-4678-9abc-def012345678!0f1e2d3c-4b5a-4678-9abc-def01234567/!401 token.key-unknown",
                "0f1e2d3c-4b5a-4678-9abc-def012345678!0f1e2d3c-4b5a-4678-9abc-def012345678?x!401 token.key-unknown",
                "0f1e2d3c-4b5a-4678-9abc-def012345678!%30f1e2d3c-4b5a-4678-9abc-def012345678!401 token.key-unknown",
                "\"kid\"!\"jwk\"!401 token.key-unknown"
            })
    void headerOfAnotherKind_isRefused(String from, String to, String outcome) throws Exception {
        String header = LoadBalancerRig.header().replace(from, to);
        assertTrue(!header.equals(LoadBalancerRig.header()), from);
        int asked = rig.asked().size();
        String token = LoadBalancerRig.token(LoadBalancerRig.KEY, header, LoadBalancerRig.payload());
        assertEquals(outcome, rig.outcome(token));
        assertEquals(asked, rig.asked().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "_Example!_Other!401 token.issuer",
                "\"exp\":1767225720!\"exp\":1767225000!401 token.expired",
                "\"exp\":1767225720!\"exp\":\"later\"!jane PERSON",
                "\"exp\":1767225720!\"exp\":9999999999!jane PERSON",
                "\"sub\":\"jane\"!\"sub\":null!401 token.claims",
                "\"sub\":\"jane\"!\"sub\":\"jane\",\"token_use\":\"id\"!401 token.type",
                "\"sub\":\"jane\"!\"sub\":\"jane\",\"aud\":\"other\"!jane PERSON",
                "{!!401 token.malformed"
            })
    void payload_isJudgedByTheRules(String from, String to, String outcome) throws Exception {
        String payload = LoadBalancerRig.payload().replace(from, to == null ? "" : to);
        assertEquals(
                outcome, rig.outcome(LoadBalancerRig.token(LoadBalancerRig.KEY, LoadBalancerRig.header(), payload)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "===", "A", "A=", " ", ".", "=."})
    void endOfAnotherSpelling_isRefused(String more) throws Exception {
        String good = LoadBalancerRig.good();
        assertTrue(rig.outcome(good + more + (more.equals(" ") ? "x" : "")).startsWith("401 token."), more);
    }

    @Test
    void paddingThatIsChanged_isNotWhatWasSigned() throws Exception {
        String[] parts = LoadBalancerRig.good().split("\\.");
        String header = parts[0].replace("=", "");
        String payload = parts[1].replace("=", "");
        assertTrue(header.length() < parts[0].length() || payload.length() < parts[1].length());
        assertEquals("401 token.signature", rig.outcome(header + "." + payload + "." + parts[2]));
        assertEquals("401 token.malformed", rig.outcome(parts[0] + "====." + parts[1] + "." + parts[2]));
    }

    @Test
    void foreignKeyWithTheSameKid_isRefused() throws Exception {
        TestKey foreign = TestKey.elliptic(LoadBalancerRig.KID, Curve.P_256);
        assertEquals(
                "401 token.signature",
                rig.outcome(LoadBalancerRig.token(foreign, LoadBalancerRig.header(), LoadBalancerRig.payload())));
    }

    @Test
    void tokenOfLoadBalancer_isNoBearerToken() throws Exception {
        String good = LoadBalancerRig.good();
        assertEquals("401 credential.missing", rig.site().get("Authorization: Bearer " + good));
        try (LoadBalancerRig both = LoadBalancerRig.open(
                "auth.jwt.issuers.api.issuer", "https://api.example.com",
                "auth.jwt.issuers.api.audience", "3n4b",
                "auth.jwt.issuers.api.secret", "q7Zf2nV9xKp4tLw8RbYc3mHs6JdGa1Ue5TiOoXvN",
                "auth.jwt.issuers.api.algorithms", "HS256")) {
            // A third segment whose length needs no padding is no JWT of this issuer either.
            assertEquals("401 token.malformed", both.site().get("Authorization: Bearer " + good));
            assertEquals("jane PERSON", both.outcome(good));
            assertEquals("401 token.place", both.site().get("Authorization: Bearer " + good));
        }
    }

    @Test
    void kidsThatDoNotExist_areAskedForAFewTimesAtMost() throws Exception {
        try (LoadBalancerRig flooded = LoadBalancerRig.open()) {
            assertEquals("jane PERSON", flooded.outcome(LoadBalancerRig.good()));
            String last = "";
            for (int i = 0; i < 20; i++) {
                String kid = String.format("0f1e2d3c-4b5a-4678-9abc-def0000000%02d", i);
                last = flooded.outcome(withKid(kid));
                assertEquals(last, flooded.outcome(withKid(kid)));
            }
            assertEquals("503 keys.undecided", last);
            assertEquals(3, flooded.asked().size());
            assertEquals("jane PERSON", flooded.outcome(LoadBalancerRig.good()));
            assertEquals(List.of("/" + LoadBalancerRig.KID), flooded.asked().subList(0, 1));
        }
    }

    private static String withKid(String kid) {
        String header = LoadBalancerRig.header().replace(LoadBalancerRig.KID, kid);
        return LoadBalancerRig.token(LoadBalancerRig.KEY, header, LoadBalancerRig.payload());
    }
}
