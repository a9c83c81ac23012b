package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the identity provider of the test kit, in Keycloak's shape and in that of a hosted server. */
class ClientCredentialsTest {

    private static IdentityProvider provider;

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void reset() {
        for (Issuer issuer : List.of(provider.keycloak(), provider.generic())) {
            issuer.faults().clear();
            issuer.resetRequests();
        }
    }

    @Test
    void form_worksWithBoth() throws Exception {
        for (Issuer issuer : List.of(provider.keycloak(), provider.generic())) {
            JWTClaimsSet claims = claims(issuer, client -> {});

            assertEquals(issuer.issuer(), claims.getIssuer());
            assertTrue(claims.getAudience().contains("tasklist-api"), claims::toString);
        }
    }

    @Test
    void json_worksWithTheHostedServer() throws Exception {
        JWTClaimsSet claims =
                claims(provider.generic(), client -> client.jsonBody().audience("tasklist.camunda.io"));

        assertEquals(List.of("tasklist.camunda.io"), claims.getAudience());
    }

    @Test
    void secretInHeader_worksWithBoth() throws Exception {
        for (Issuer issuer : List.of(provider.keycloak(), provider.generic())) {
            assertEquals(
                    issuer.issuer(),
                    claims(issuer, TokenClientBuilder::secretInHeader).getIssuer());
        }
    }

    @Test
    void issuer_isAskedForItsEndpointOnce() throws Exception {
        for (Issuer issuer : List.of(provider.keycloak(), provider.generic())) {
            try (TokenClient tokens =
                    client(issuer).issuer(issuer.issuer()).clock(clock).build()) {
                AccessToken first = tokens.token();
                clock.advance(Duration.ofMinutes(5));
                if (issuer == provider.generic()) {
                    tokens.invalidate(first);
                }
                tokens.token();
            }

            assertEquals(1, issuer.requests(Endpoint.DISCOVERY));
            assertEquals(2, issuer.requests(Endpoint.TOKEN));
        }
    }

    @Test
    void token_isKept() throws Exception {
        try (TokenClient tokens = client(provider.keycloak()).build()) {
            AccessToken first = tokens.token();

            assertSame(first, tokens.token());
            assertSame(first, tokens.tokenAsync().join());
            assertEquals(1, provider.keycloak().requests(Endpoint.TOKEN));
        }
    }

    @Test
    void audiencesAndScopes_haveTokensOfTheirOwn() throws Exception {
        try (TokenClient tokens = client(provider.generic()).build()) {
            AccessToken tasklist = tokens.token("tasklist.camunda.io", null);
            AccessToken zeebe = tokens.token("zeebe.camunda.io", null);
            AccessToken none = tokens.token(null, null);

            assertNotSame(tasklist, zeebe);
            assertNotSame(tasklist, none);
            assertSame(tasklist, tokens.token("tasklist.camunda.io", null));
            assertSame(none, tokens.token());
            assertEquals(3, provider.generic().requests(Endpoint.TOKEN));
        }
    }

    @Test
    void unboundedTargets_areRefused() {
        try (TokenClient tokens = client(provider.generic()).build()) {
            // The default target is one of them. The server knows none of these, which has nothing to do with the
            // limit.
            for (int i = 1; i < TokenClient.MAX_TARGETS; i++) {
                String audience = "audience-" + i;
                assertThrows(TokenException.class, () -> tokens.token(audience, null));
            }
            assertThrows(IllegalStateException.class, () -> tokens.token("one too many", null));
        }
    }

    @Test
    void wrongSecret_isRefusedAndRemembered() throws Exception {
        for (Issuer issuer : List.of(provider.keycloak(), provider.generic())) {
            try (TokenClient tokens =
                    client(issuer).clientSecret("wrong").clock(clock).build()) {
                TokenException first = assertThrows(TokenException.class, tokens::token);
                TokenException second = assertThrows(TokenException.class, tokens::token);

                assertEquals(Kind.REFUSED, first.kind());
                assertEquals(Optional.of("invalid_client"), first.error());
                assertEquals(first.getMessage(), second.getMessage());
                assertEquals(1, issuer.requests(Endpoint.TOKEN));

                clock.advance(BackOff.REFUSED);
                assertThrows(TokenException.class, tokens::token);
                assertEquals(2, issuer.requests(Endpoint.TOKEN));
            }
        }
    }

    @Test
    void keycloaksAnswerToJson_isRefusedAndNotTriedAgain() {
        try (TokenServer keycloak = TokenServer.start()
                        .answers(TokenServer.json(
                                400,
                                "{\"error\":\"invalid_request\","
                                        + "\"error_description\":\"Missing form parameter: grant_type\"}"));
                TokenClient tokens = client(provider.keycloak())
                        .tokenEndpoint(keycloak.url("/token"))
                        .jsonBody()
                        .build()) {
            TokenException refused = assertThrows(TokenException.class, tokens::token);

            assertEquals(Kind.REFUSED, refused.kind());
            assertEquals(Optional.of("Missing form parameter: grant_type"), refused.errorDescription());
            assertEquals(1, keycloak.asked().size());
        }
    }

    @Test
    void closedClient_givesNoToken() throws Exception {
        TokenClient tokens = client(provider.generic()).build();
        tokens.token();

        tokens.close();

        assertEquals(
                Kind.CLOSED, assertThrows(TokenException.class, tokens::token).kind());
        assertEquals(
                Kind.CLOSED,
                assertThrows(TokenException.class, () -> tokens.token("other", null))
                        .kind());
    }

    private JWTClaimsSet claims(Issuer issuer, Consumer<TokenClientBuilder> more) throws Exception {
        TokenClientBuilder builder = client(issuer);
        more.accept(builder);
        try (TokenClient tokens = builder.build()) {
            return SignedJWT.parse(tokens.token().value()).getJWTClaimsSet();
        }
    }

    private static TokenClientBuilder client(Issuer issuer) {
        return PatientClient.builder()
                .clientId("demo-client")
                .clientSecret("demo-secret")
                .tokenEndpoint(issuer.tokenEndpoint().toString());
    }
}
