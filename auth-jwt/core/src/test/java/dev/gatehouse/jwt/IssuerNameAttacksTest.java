package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks on kind E of the cases from the field: two spellings of an issuer are two issuers, no name is read as a
 * place, and no setting makes one issuer stand for others.
 */
class IssuerNameAttacksTest {

    private static final TestKey KEY = TestKey.elliptic("k1", Curve.P_256);

    @TempDir
    Path folder;

    private String keys() throws Exception {
        Path file = folder.resolve("jwks.json");
        Files.write(file, TestIssuer.jwks(KEY));
        return file.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "https://auth.example.com/r, https://AUTH.example.com/r",
        "https://auth.example.com/r, HTTPS://auth.example.com/r",
        "https://auth.example.com/r, http://auth.example.com/r",
        "https://auth.example.com/r, https://auth.example.com/r/",
        "https://auth.example.com/r, https://auth.example.com/R",
        "https://auth.example.com/r, https://auth.example.com/./r",
        "https://auth.example.com/r, https://auth.example.com/x/../r",
        "https://auth.example.com/r, https://auth.example.com//r",
        "https://auth.example.com/r, https://auth.example.com/%72",
        "https://auth.example.com/r, https://auth.example.com:443/r",
        "https://auth.example.com/r, https://user@auth.example.com/r",
        "https://auth.example.com/r, https://auth.example.com./r",
        "https://auth.example.com/r, https://auth.example.com/r?",
        "https://auth.example.com/r, https://auth.example.com/r#x",
        "https://auth.example.com/r, https://auth.example.com@evil.example/r",
        "https://auth.example.com/r, auth.example.com/r",
        "https://auth.example.com/r, ' https://auth.example.com/r'",
        "https://auth.example.com/r, https://auth.example.com/r\\u0000",
        "https://auth.example.com/r, https://auth.example.com/r\\n",
        "https://auth.example.com/r, https://auth.example.com/\\u0433",
        "my-service, My-Service",
        "my-service, my-service.",
        "my-service, my_service",
        "my-service, my\\u00ad-service",
        "accounts.google.com, https://accounts.google.com",
        "https://my_host/r, https://my-host/r",
        "my-service, local"
    })
    void otherSpelling_isAnotherIssuer(String configured, String came) throws Exception {
        try (TestMechanism mechanism = ProviderMechanism.start(configured, "jwks-file", keys())) {
            String token = TestToken.of(KEY)
                    .algorithm("ES256")
                    .payload(TestToken.claims(TestToken.ISSUER, came))
                    .compact();
            AuthenticationResult result = mechanism
                    .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                    .orElseThrow();
            Reason reason =
                    assertInstanceOf(AuthenticationResult.NotMine.class, result).reason();
            assertEquals("credential.unclaimed", reason.code());
            assertTrue(reason.detail().startsWith("iss is \""), reason.detail());
            assertTrue(reason.detail().chars().allMatch(c -> c >= ' ' && c != 0xad), reason.detail());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "LOCAL",
                "*",
                "my\u0000service",
                "my\nservice",
                "my\u202eservice",
                "my\u200bservice",
                "a:b c",
                "1:b",
                "https://jane:secret@auth.example.com/r",
                "https://auth.example.com/r?tenant=secret",
                "https://auth.example.com/r#secret",
                "https:auth.example.com"
            })
    void nameThatIsNoIssuer_refusesTheStart(String issuer) throws Exception {
        String keys = keys();
        SettingException refused = assertThrows(
                SettingException.class,
                () -> ProviderMechanism.start(issuer, "jwks-file", keys).close());
        assertEquals("auth.jwt.issuer", refused.key());
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user@my_host:8080/jwks",
                "http://my_host@evil.example/jwks",
                "http://my_host:x/jwks",
                "http://my_host:70000/jwks",
                "http://my_host:80:81/jwks",
                "http://my_host..example/jwks",
                "http://-my_host/jwks",
                "http://my_host-/jwks",
                "http://my_host\u00e9/jwks",
                "http://my_host/jwks#fragment",
                "https://my_host/jwks",
                "ftp://my_host/jwks",
                "//my_host/jwks"
            })
    void placeOfKeysThatIsNoUsableUrl_refusesTheStart(String uri) {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> ProviderMechanism.start("my-service", "allow-http", "on", "jwks-uri", uri)
                        .close());
        assertEquals("auth.jwt.jwks-uri", refused.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://my_keycloak:8443/jwks", "http://user@my_keycloak/jwks", "http://my_keycloak:x/"})
    void metadata_doNotLeadToAPlaceThatTheSettingsCouldNotName(String jwksUri) throws Exception {
        try (KeySite site = KeySite.plain()) {
            site.publishes(site.url(), jwksUri, KEY);
            String why = ProviderMechanism.outcome(site.url(), "allow-http", "on");
            assertTrue(why.contains("the metadata has no usable jwks_uri"), why);
            assertEquals(List.of(KeySite.METADATA), site.seen());
        }
    }

    @Test
    void metadataOfAPlainHttpIssuer_doNotLeadToAnUnderscoreHostWithoutThePermission() throws Exception {
        try (KeySite site = KeySite.plain()) {
            site.publishes(site.url(), "http://my_keycloak/jwks", KEY);
            String why = ProviderMechanism.outcome(site.url());
            assertTrue(why.contains("the metadata has no usable jwks_uri"), why);
        }
    }
}
