package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.spi.ProtectedResource;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9728 over HTTP. */
class ResourceMetadataTest {

    private static final String PATH = "/.well-known/oauth-protected-resource";
    private static final Map<String, String> PUBLIC = Map.of("auth.public-url", "https://api.example.com");

    private static FakeMechanism taking(String name, Set<String> algorithms, boolean required, String issuer) {
        return FakeMechanism.authorization(name, "Bearer")
                .protectedResource(new ProtectedResource(Set.of(issuer), Set.of(name), algorithms, required, false));
    }

    private static HttpRig rig(Map<String, String> settings, FakeMechanism... mechanisms) {
        return HttpRig.start(TestHost.of(settings, mechanisms));
    }

    @Test
    void partsOfAllMechanisms_areOneDocument() throws IOException {
        FakeMechanism one = taking("one", Set.of("ES256"), true, "https://one.example");
        FakeMechanism two = taking("two", Set.of("ES256", "RS256"), false, "https://two.example");
        try (HttpRig rig = rig(PUBLIC, one, two, TestHost.session())) {
            Answer answer = rig.get(PATH);
            assertEquals(200, answer.status());
            assertEquals("application/json", answer.header("Content-Type").split(";", -1)[0]);
            assertEquals("no-store", answer.header("Cache-Control"));
            assertEquals("nosniff", answer.header("X-Content-Type-Options"));
            assertEquals(
                    "{\"resource\":\"https://api.example.com\","
                            + "\"authorization_servers\":[\"https://one.example\",\"https://two.example\"],"
                            + "\"scopes_supported\":[\"one\",\"two\"],\"bearer_methods_supported\":[\"header\"],"
                            + "\"dpop_signing_alg_values_supported\":[\"ES256\",\"RS256\"]}",
                    answer.body());
        }
    }

    @Test
    void whereAllMechanismsRequireProof_theDocumentSaysSo() throws IOException {
        try (HttpRig rig = rig(PUBLIC, taking("one", Set.of("ES256"), true, "https://one.example"))) {
            assertTrue(rig.get(PATH).body().endsWith(",\"dpop_bound_access_tokens_required\":true}"));
        }
    }

    @Test
    void valuesOfMechanisms_areQuoted() throws IOException {
        FakeMechanism odd = taking("one", Set.of(), false, "https://one.example/\"\\\u00fc\n");
        try (HttpRig rig = rig(PUBLIC, odd)) {
            assertTrue(rig.get(PATH).body().contains("[\"https://one.example/\\\"\\\\\\u00fc\\u000a\"]"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://API.example.com/, https://api.example.com, /.well-known/oauth-protected-resource",
        "https://api.example.com:8443, https://api.example.com:8443, /.well-known/oauth-protected-resource",
        "https://api.example.com/app, https://api.example.com/app, /.well-known/oauth-protected-resource/app",
        "https://api.example.com/a/b/, https://api.example.com/a/b, /.well-known/oauth-protected-resource/a/b",
    })
    void resource_isThePublicUrlAndItsPathIsInserted(String publicUrl, String resource, String inserted)
            throws IOException {
        try (HttpRig rig =
                rig(Map.of("auth.public-url", publicUrl), taking("one", Set.of(), false, "https://one.example"))) {
            for (String path : List.of(PATH, inserted)) {
                Answer answer = rig.get(path, "Host: evil.example");
                assertEquals(200, answer.status());
                assertTrue(answer.body().startsWith("{\"resource\":\"" + resource + "\","), answer.body());
            }
            assertEquals(401, rig.get(PATH + "/other").status());
            assertEquals(401, rig.get(PATH + "x").status());
            assertEquals(
                    List.of("Bearer realm=\"gatehouse\", resource_metadata=\"" + resource + PATH + "\""),
                    rig.get("/x", "X-Forwarded-Host: evil.example").all("WWW-Authenticate"));
        }
    }

    @Test
    void otherMethods_areRefused() throws IOException {
        try (HttpRig rig = rig(PUBLIC, taking("one", Set.of(), false, "https://one.example"))) {
            Answer answer = rig.post(PATH, "").assertProblem(405);
            assertEquals("GET, HEAD", answer.header("Allow"));
            assertEquals(200, rig.request("HEAD", PATH).status());
        }
    }

    @Test
    void mechanismWithoutAPart_hasNoMetadataInItsChallenge() throws IOException {
        FakeMechanism key = FakeMechanism.authorization("key", "Key");
        try (HttpRig rig = rig(PUBLIC, key, taking("one", Set.of(), false, "https://one.example"))) {
            assertEquals(
                    List.of(
                            "Key realm=\"gatehouse\"",
                            "Bearer realm=\"gatehouse\", resource_metadata=\"https://api.example.com" + PATH + "\""),
                    rig.get("/x").all("WWW-Authenticate"));
        }
    }

    @Test
    void withoutPublicUrlOrSwitchedOffOrWithoutTokens_thereAreNone() throws IOException {
        Map<String, String> off = Map.of("auth.public-url", "https://api.example.com", "auth.resource-metadata", "off");
        FakeMechanism one = taking("one", Set.of(), false, "https://one.example");
        for (HttpRig opened : List.of(rig(Map.of(), one), rig(off, one), rig(PUBLIC, TestHost.bearer()))) {
            try (HttpRig rig = opened) {
                Answer answer = rig.get(PATH).assertProblem(401);
                assertEquals(List.of("Bearer realm=\"gatehouse\""), answer.all("WWW-Authenticate"));
            }
        }
    }

    @Test
    void switchedOnWithoutPublicUrl_refusesTheStart() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> rig(
                        Map.of("auth.resource-metadata", "on"), taking("one", Set.of(), false, "https://one.example")));
        assertEquals("auth.resource-metadata", refused.key());
    }

    @Test
    void placeThatIsTaken_refusesTheStart() {
        FakeMechanism one = taking("one", Set.of(), false, "https://one.example");
        assertEquals(
                "auth.resource-metadata",
                assertThrows(
                                SettingException.class,
                                () -> HttpRig.start(TestHost.of(PUBLIC, one)
                                        .policy(AccessPolicy.builder()
                                                .permission(PATH, "ADMIN")
                                                .build())))
                        .key());
        FakeMechanism two = taking("two", Set.of(), false, "https://two.example")
                .endpoint("GET", PATH, request -> Reply.status(204));
        assertEquals(
                "auth.resource-metadata",
                assertThrows(SettingException.class, () -> rig(PUBLIC, two)).key());
    }
}
