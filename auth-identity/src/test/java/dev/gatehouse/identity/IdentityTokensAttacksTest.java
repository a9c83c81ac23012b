package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.identity.service.FakeService;
import dev.gatehouse.idp.tokens.TokenSpec;
import dev.gatehouse.testkit.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attack: tokens, and answers of the Identity service, that must not give anyone more than their own. */
class IdentityTokensAttacksTest {

    private static final Map<IdentityType, IdentityRig> RIGS = new HashMap<>();

    private static IdentityRig rig(IdentityType type) {
        return RIGS.computeIfAbsent(type, IdentityRig::new);
    }

    @AfterAll
    static void stop() {
        RIGS.values().forEach(IdentityRig::close);
        RIGS.clear();
    }

    /** One attack. */
    private record Row(
            String name,
            IdentityType type,
            String path,
            String refusal,
            Function<TokenSpec, TokenSpec> token,
            Consumer<FakeService> service) {
        @Override
        public String toString() {
            return type + ": " + name;
        }
    }

    private static Row token(
            String name, IdentityType type, String path, String refusal, Function<TokenSpec, TokenSpec> token) {
        return new Row(name, type, path, refusal, token, service -> {});
    }

    private static Row service(
            String name, IdentityType type, String path, String refusal, Consumer<FakeService> service) {
        return new Row(name, type, path, refusal, token -> token, service);
    }

    private static Function<TokenSpec, TokenSpec> permissions(Object value) {
        return token -> token.claim("permissions", value);
    }

    static Stream<Row> rows() {
        IdentityType keycloak = IdentityType.KEYCLOAK;
        IdentityType generic = IdentityType.GENERIC;
        String none = "403 permission.missing";
        return Stream.of(
                token(
                        "permissions of another audience",
                        keycloak,
                        "/write",
                        none,
                        permissions(Map.of("zeebe-api", List.of("write:*")))),
                token(
                        "audience with a blank",
                        keycloak,
                        "/write",
                        none,
                        permissions(Map.of("tasklist-api ", List.of("write:*")))),
                token(
                        "audience in other letters",
                        keycloak,
                        "/write",
                        none,
                        permissions(Map.of("Tasklist-API", List.of("write:*")))),
                token("permissions without an audience", keycloak, "/write", none, permissions(List.of("write:*"))),
                token(
                        "audience below another one",
                        keycloak,
                        "/write",
                        none,
                        permissions(Map.of("zeebe-api", Map.of("tasklist-api", List.of("write:*"))))),
                token(
                        "permission as a member",
                        keycloak,
                        "/write",
                        none,
                        permissions(Map.of("tasklist-api", Map.of("write:*", true)))),
                token(
                        "permission in a mixed list",
                        keycloak,
                        "/write",
                        none,
                        permissions(Map.of("tasklist-api", List.of("write:*", Map.of())))),
                token(
                        "permission by the name of the application in another claim",
                        keycloak,
                        "/write",
                        none,
                        token -> token.without("permissions").claim("roles", List.of("WRITE"))),
                new Row(
                        "authorization by claim",
                        keycloak,
                        "/start",
                        none,
                        permissions(Map.of(
                                "tasklist-api",
                                List.of("process-definition:START_PROCESS_INSTANCE:*", IdentityHost.START))),
                        fake -> fake.json(FakeService.AUTHORIZATIONS, "[]")),
                service(
                        "authorization for another process",
                        keycloak,
                        "/start",
                        none,
                        fake -> fake.json(
                                FakeService.AUTHORIZATIONS,
                                "[{\"resourceKey\":\"invoice2\","
                                        + "\"resourceType\":\"process-definition\","
                                        + "\"permissions\":[\"START_PROCESS_INSTANCE\"]}]")),
                service(
                        "authorization for a decision",
                        keycloak,
                        "/start",
                        none,
                        fake -> fake.json(
                                FakeService.AUTHORIZATIONS,
                                "[{\"resourceKey\":\"invoice\","
                                        + "\"resourceType\":\"decision-definition\","
                                        + "\"permissions\":[\"START_PROCESS_INSTANCE\"]}]")),
                service(
                        "authorization to read alone",
                        keycloak,
                        "/start",
                        none,
                        fake -> fake.json(
                                FakeService.AUTHORIZATIONS,
                                "[{\"resourceKey\":\"invoice\","
                                        + "\"resourceType\":\"process-definition\",\"permissions\":[\"READ\"]}]")),
                service(
                        "key that spells another permission",
                        keycloak,
                        "/start",
                        none,
                        fake -> fake.json(
                                FakeService.AUTHORIZATIONS,
                                "[{\"resourceKey\":\"x:START_PROCESS_INSTANCE:invoice\","
                                        + "\"resourceType\":\"process-definition\",\"permissions\":[\"READ\"]}]")),
                service(
                        "permission that spells a key",
                        keycloak,
                        "/start",
                        "503 identity.answer",
                        fake -> fake.json(
                                FakeService.AUTHORIZATIONS,
                                "[{\"resourceKey\":\"x\","
                                        + "\"resourceType\":\"process-definition\","
                                        + "\"permissions\":[\"START_PROCESS_INSTANCE:invoice\"]}]")),
                service("authorization among the permissions", generic, "/start", none, fake -> {
                    fake.json(FakeService.PERMISSIONS, "[\"" + IdentityHost.START + "\"]");
                    fake.json(FakeService.AUTHORIZATIONS, "[]");
                }),
                service(
                        "permissions of the service for another audience",
                        generic,
                        "/write",
                        none,
                        fake -> fake.on(FakeService.PERMISSIONS, exchange -> {
                            boolean ours = "audience=tasklist-api"
                                    .equals(exchange.getRequestURI().getRawQuery());
                            FakeService.status(200, ours ? "[\"read:*\"]" : "[\"write:*\"]")
                                    .answer(exchange);
                        })),
                new Row(
                        "permission by claim where the service decides",
                        generic,
                        "/write",
                        none,
                        permissions(Map.of("tasklist-api", List.of("write:*"))),
                        fake -> fake.json(FakeService.PERMISSIONS, "[\"read:*\"]")),
                new Row(
                        "permission by scope where the service decides",
                        generic,
                        "/write",
                        none,
                        token -> token.claim("scope", "write:* WRITE"),
                        fake -> fake.json(FakeService.PERMISSIONS, "[\"read:*\"]")),
                service(
                        "redirect to another host",
                        keycloak,
                        "/",
                        "503 identity.unavailable",
                        fake -> fake.on(
                                FakeService.TENANTS,
                                FakeService.status(307, "", "Location", "http://127.0.0.1:1/api/tenants/for-token"))),
                service(
                        "empty body for no tenants",
                        keycloak,
                        "/",
                        "503 identity.answer",
                        fake -> fake.json(FakeService.TENANTS, "")),
                service(
                        "null for all tenants",
                        keycloak,
                        "/",
                        "503 identity.answer",
                        fake -> fake.json(FakeService.TENANTS, "null")),
                service(
                        "line break in a tenant",
                        keycloak,
                        "/",
                        "503 identity.answer",
                        fake -> fake.json(FakeService.TENANTS, "[{\"tenantId\":\"a\\r\\nX-Tenant: b\"}]")),
                service(
                        "two names for one tenant",
                        keycloak,
                        "/",
                        "503 identity.answer",
                        fake -> fake.json(FakeService.TENANTS, "[{\"tenantId\":\"a\",\"tenantId\":\"b\"}]")),
                service(
                        "token that the service refuses",
                        keycloak,
                        "/",
                        "503 identity.refused",
                        fake -> fake.on(FakeService.TENANTS, FakeService.status(401, "[]"))),
                service(
                        "endless list",
                        generic,
                        "/",
                        "503 identity.answer",
                        fake -> fake.json(FakeService.GROUPS, "[\"a\"" + ",\"a\"".repeat(6_000) + "]")),
                token(
                        "issuer with a slash",
                        keycloak,
                        "/",
                        "401 credential.unclaimed",
                        token -> token.claim("iss", rig(keycloak).settings.get("auth.identity.issuer") + "/")),
                token(
                        "issuer of another realm",
                        keycloak,
                        "/",
                        "401 credential.unclaimed",
                        token -> token.claim(
                                "iss",
                                rig(keycloak)
                                        .settings
                                        .get("auth.identity.issuer")
                                        .replace("camunda-platform", "master"))),
                token("no issuer", keycloak, "/", "401 token.issuer", token -> token.without("iss")),
                token("another audience", keycloak, "/", "401 token.audience", token -> token.audience("zeebe-api")),
                token("ID token", keycloak, "/", "401 token.type", token -> token.claim("typ", "ID")),
                token("refresh token", keycloak, "/", "401 token.type", token -> token.claim("typ", "Refresh")),
                token("key of an impostor", keycloak, "/", "401 token.signature", TokenSpec::signedByImpostor),
                token("public key as a secret", keycloak, "/", "401 token.algorithm", TokenSpec::hmacWithPublicKey),
                token("no signature", keycloak, "/", "401 token.malformed", TokenSpec::unsigned),
                token(
                        "bound to a key",
                        keycloak,
                        "/",
                        "401 token.bound",
                        token -> token.claim("cnf", Map.of("jkt", "x"))),
                token(
                        "ID token of Entra, without azp",
                        IdentityType.ENTRA,
                        "/",
                        "401 token.claims",
                        token -> token.without("azp")),
                token(
                        "ID token of Auth0, with a nonce",
                        IdentityType.AUTH0,
                        "/",
                        "401 token.type",
                        token -> token.header("typ", "JWT").claim("nonce", "n-1")),
                token(
                        "ID token of Okta, without cid",
                        IdentityType.OKTA,
                        "/",
                        "401 token.claims",
                        token -> token.without("cid")),
                token(
                        "subject that looks like one of another claim",
                        IdentityType.ENTRA,
                        "/",
                        "401 token.claims",
                        token -> token.without("oid").claim("sub", "oid:aaaa-1111")));
    }

    private static Map<String, String> settings(IdentityRig rig) {
        Map<String, String> settings = new HashMap<>(rig.settings);
        settings.put("auth.identity.tenants-from", "service");
        settings.put("auth.identity.authorizations-from", "service");
        return settings;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void attack_isRefusedWithItsReason(Row row) throws Exception {
        IdentityRig rig = rig(row.type());
        rig.service.usual();
        row.service().accept(rig.service);
        String token = row.token().apply(rig.client(row.type())).serialize();
        try (IdentityHost host = new IdentityHost(settings(rig), Clock.systemUTC())) {
            assertEquals(row.refusal(), host.refusal(row.path(), token));
        }
    }

    /** The service tells tenants by the token; remembered answers must not be mixed up. */
    @Test
    void rememberedAnswers_areThoseOfTheTokenAlone() throws Exception {
        IdentityRig rig = rig(IdentityType.KEYCLOAK);
        rig.service.usual();
        TokenSpec one = rig.client(IdentityType.KEYCLOAK).claim("sub", "one");
        String first = one.serialize();
        String second = rig.client(IdentityType.KEYCLOAK).claim("sub", "two").serialize();
        rig.service.on(FakeService.TENANTS, exchange -> {
            boolean ofFirst =
                    exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer " + first);
            FakeService.status(200, "[{\"tenantId\":\"" + (ofFirst ? "red" : "blue") + "\"}]")
                    .answer(exchange);
        });
        try (IdentityHost host = new IdentityHost(settings(rig), Clock.systemUTC())) {
            for (int i = 0; i < 3; i++) {
                assertEquals("one [red]", host.get("/", first).body());
                assertEquals("two [blue]", host.get("/", second).body());
            }
            assertEquals(
                    "401 token.signature",
                    host.refusal("/", one.alteredSignature().serialize()));
            String foreign = first.substring(0, first.lastIndexOf('.')) + second.substring(second.lastIndexOf('.'));
            assertEquals("401 token.signature", host.refusal("/", foreign));
        }
    }

    @Test
    void rememberedToken_endsWithItsExpiry() throws Exception {
        IdentityRig rig = rig(IdentityType.KEYCLOAK);
        rig.service.usual();
        MovableClock clock = MovableClock.at(Instant.now());
        String token = rig.client(IdentityType.KEYCLOAK)
                .expiresIn(Duration.ofSeconds(100))
                .serialize();
        try (IdentityHost host = new IdentityHost(settings(rig), clock)) {
            assertEquals(200, host.get("/", token).statusCode());
            clock.advance(Duration.ofMinutes(2));
            rig.service.all(FakeService.status(401, ""));
            assertEquals("401 identity.expired", host.refusal("/", token));
            clock.advance(Duration.ofSeconds(60));
            rig.service.usual();
            assertEquals("401 token.expired", host.refusal("/", token));
        }
    }

    @Test
    void refusedToken_isNeverSentToTheService() throws Exception {
        IdentityRig rig = rig(IdentityType.KEYCLOAK);
        rig.service.usual();
        rig.service.forget();
        try (IdentityHost host = new IdentityHost(settings(rig), Clock.systemUTC())) {
            host.refusal(
                    "/", rig.client(IdentityType.KEYCLOAK).signedByImpostor().serialize());
            host.refusal("/", rig.client(IdentityType.KEYCLOAK).audience("x").serialize());
            assertFalse(rig.service.seen().iterator().hasNext());
        }
    }
}
