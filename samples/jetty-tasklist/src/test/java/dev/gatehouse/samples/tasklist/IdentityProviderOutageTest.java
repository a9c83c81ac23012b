package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityProviderOutageTest {

    private static final String SEARCH = "/v1/tasks/search";

    @TempDir
    Path data;

    @Test
    void providerStopsAndComesBack_goodTokensKeepWorking() {
        try (SampleRun sample = SampleRun.demo(data)) {
            IdentityProvider idp = sample.idp();
            for (Issuer issuer : List.of(idp.keycloak(), idp.generic())) {
                assertEquals(200, search(sample, token(issuer)), issuer::toString);
            }

            idp.stop();
            for (Issuer issuer : List.of(idp.keycloak(), idp.generic())) {
                assertEquals(200, search(sample, token(issuer)), issuer::toString);
            }

            idp.start();
            for (Issuer issuer : List.of(idp.keycloak(), idp.generic())) {
                assertEquals(200, search(sample, token(issuer)), issuer::toString);
            }
        }
    }

    @Test
    void providerComesAfterTheSample_isFoundWithoutRestart() {
        try (IdentityProvider idp = IdentityProvider.demo().start()) {
            idp.stop();
            String port = Integer.toString(idp.port());
            try (SampleRun sample = SampleRun.demo(data, "--no-idp", "--idp-port", port)) {
                for (Issuer issuer : List.of(idp.keycloak(), idp.generic())) {
                    Http.Answer refused = ask(sample, token(issuer));
                    assertEquals(503, refused.status(), refused::toString);
                    assertFalse(refused.header("Retry-After").isEmpty(), refused::toString);
                }
                assertEquals(503, sample.http().get("/ready").status());
                assertEquals(
                        "{\"status\":\"DOWN\"}", sample.http().get("/health").body());
                assertEquals(200, sample.http().get("/").status());
                assertEquals(
                        200,
                        sample.http()
                                .postJson(SEARCH, "{}", "Cookie", sample.login("demo"))
                                .status());

                idp.start();

                for (Issuer issuer : List.of(idp.keycloak(), idp.generic())) {
                    assertEquals(200, SampleRun.afterAll(503, () -> search(sample, token(issuer))), issuer::toString);
                }
                assertEquals(
                        200,
                        SampleRun.afterAll(
                                503, () -> sample.http().get("/ready").status()));
            }
        }
    }

    private static String token(Issuer issuer) {
        String audience = issuer.issuer().endsWith("camunda-platform") ? "tasklist-api" : "tasklist.camunda.io";
        return issuer.mintFor("demo-client").audience(audience).serialize();
    }

    private static int search(SampleRun sample, String token) {
        return ask(sample, token).status();
    }

    private static Http.Answer ask(SampleRun sample, String token) {
        return sample.http().postJson(SEARCH, "{}", "Authorization", Http.bearer(token));
    }
}
