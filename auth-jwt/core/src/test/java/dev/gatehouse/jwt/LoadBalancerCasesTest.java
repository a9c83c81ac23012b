package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kind I of the cases from the field: the token of an AWS Application Load Balancer, whose base64url is padded, with
 * its signer and its keys by kid.
 */
class LoadBalancerCasesTest {

    private static final String JANE = "jane PERSON";
    private static final String GOOD = LoadBalancerRig.good();

    @Test
    void tokenOfLoadBalancer_isAcceptedWithItsPadding() throws Exception {
        assertTrue(GOOD.contains("="));
        try (LoadBalancerRig rig = LoadBalancerRig.open()) {
            assertEquals(JANE, rig.outcome(GOOD));
            assertEquals(JANE, rig.outcome(GOOD));
            assertEquals(
                    JANE,
                    rig.outcome(LoadBalancerRig.token(
                            LoadBalancerRig.KEY,
                            LoadBalancerRig.header(),
                            LoadBalancerRig.payload().replace("jane@", "j@"))));
            assertEquals(List.of("/" + LoadBalancerRig.KID), rig.asked());
        }
    }

    @Test
    void payloadWithoutIssuerAndExpiry_takesThoseOfTheHeader() throws Exception {
        try (LoadBalancerRig rig = LoadBalancerRig.open()) {
            String token = LoadBalancerRig.token(LoadBalancerRig.KEY, LoadBalancerRig.header(), "{\"sub\":\"jane\"}");
            assertEquals(JANE, rig.outcome(token));
        }
    }

    @Test
    void tokenOfLoadBalancer_isAmbient() throws Exception {
        String header = "X-Amzn-Oidc-Data: " + GOOD;
        try (LoadBalancerRig rig = LoadBalancerRig.open()) {
            assertEquals(JANE, rig.site().post(header, "Sec-Fetch-Site: same-origin"));
            assertEquals("403 request.cross-site", rig.site().post(header, "Sec-Fetch-Site: cross-site"));
        }
        try (LoadBalancerRig rig = LoadBalancerRig.open("auth.trusted-proxies", "192.0.2.1")) {
            assertEquals("401 credential.missing", rig.outcome(GOOD));
            assertEquals(List.of(), rig.asked());
        }
    }

    @Test
    void tokensOfTheSameIssuer_areAcceptedInAuthorizationToo(@TempDir Path folder) throws Exception {
        TestKey own = TestKey.elliptic("own", Curve.P_256);
        String access = TestToken.of(own)
                .algorithm("ES256")
                .payload(TestToken.claims(TestToken.ISSUER, LoadBalancerRig.ISSUER))
                .compact();
        try (LoadBalancerRig rig = LoadBalancerRig.open(
                "auth.jwt.issuers.api.issuer",
                LoadBalancerRig.ISSUER,
                "auth.jwt.issuers.api.audience",
                TestToken.AUDIENCE,
                "auth.jwt.issuers.api.jwks-file",
                TenantRig.keys(folder, own))) {
            for (int use = 0; use < 2; use++) {
                assertEquals("alice PERSON", rig.site().get("Authorization: Bearer " + access));
                assertEquals(JANE, rig.outcome(GOOD));
                // The explicit one goes before.
                assertEquals(
                        "alice PERSON", rig.site().get("Authorization: Bearer " + access, "X-Amzn-Oidc-Data: " + GOOD));
            }
        }
    }

    @Test
    void keysThatCannotBeFetched_areUndecided() throws Exception {
        try (LoadBalancerRig rig = LoadBalancerRig.open()) {
            rig.fail(500);
            assertEquals("503 keys.undecided", rig.outcome(GOOD));
            rig.fail(0);
            assertEquals(JANE, rig.outcome(GOOD));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth.jwt.alb-signers|''|auth.jwt.alb-signers",
                "auth.jwt.alb-signers|*|expected ARNs",
                "auth.jwt.alb-signers|arn:aws:elasticloadbalancing:*:123456789012:loadbalancer/app/x/1|expected ARNs",
                "auth.jwt.alb-signers|arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/x/1|expected ARNs",
                "auth.jwt.alb-signers|arn:aws:iam:eu-west-1:123456789012:loadbalancer/app/x/1|expected ARNs",
                "auth.jwt.alb-signers|arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/x/1|ARNs",
                "auth.jwt.alb-keys-uri|https://keys.example.com/|{kid}",
                "auth.jwt.alb-keys-uri|https://{kid}.example.com/{kid}|{kid}",
                "auth.jwt.alb-keys-uri|http://keys.example.com/{kid}|plain http",
                "auth.jwt.jwks-uri|https://keys.example.com/|cannot be combined",
                "auth.jwt.token-places|proxy-header:X-Amzn-Oidc-Data|use alb",
                "auth.jwt.token-places|authorization|allowed only with",
                "auth.jwt.issuer|https://login.example.com/{tenantid}/|placeholder",
                "auth.trusted-proxies|''|auth.trusted-proxies"
            })
    void settingsThatCannotBeMeant_refuseTheStart(String key, String value, String message) {
        SettingException refused = assertThrows(
                SettingException.class, () -> LoadBalancerRig.open(key, value).close());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void signerOfTwoAliases_refusesTheStart() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> LoadBalancerRig.open(
                                "auth.jwt.issuers.b.issuer",
                                "https://b.example.com",
                                "auth.jwt.issuers.b.audience",
                                "b",
                                "auth.jwt.issuers.b.token-places",
                                "alb",
                                "auth.jwt.issuers.b.alb-signers",
                                LoadBalancerRig.ARN)
                        .close());
        assertTrue(refused.getMessage().contains("another alias"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://keys.example.com/{kid}", "https://keys.example.com/a/{kid}"})
    void placeOfKeys_endsWithTheKid(String template) {
        assertEquals(
                template.replace("{kid}", LoadBalancerRig.KID),
                new KeyLocation.PemByKid(template).uri(LoadBalancerRig.KID).toString());
    }
}
