package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakAdmin;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.KeycloakTokens;
import dev.gatehouse.keycloak.Patience;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keycloak goes away and comes back, while callers send good tokens. */
@ExtendWith(Keycloak.class)
class KeycloakRestartTest {

    private static final Logger LOG = LoggerFactory.getLogger(KeycloakRestartTest.class);

    private static final List<String> CLIENTS = List.of("m2m-full", "m2m-es256", "m2m-read", "tasklist");

    private final KeycloakServer keycloak;
    private final KeycloakAdmin admin;
    private final KeycloakTokens tokens;

    KeycloakRestartTest(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.admin = new KeycloakAdmin(keycloak);
        this.tokens = new KeycloakTokens(keycloak);
    }

    /** Longer than Keycloak is away, however long that takes. */
    @BeforeEach
    void longTokens() {
        CLIENTS.forEach(client -> admin.tokenLifespan(client, 3600));
    }

    @AfterEach
    void usualTokens() {
        CLIENTS.forEach(client -> admin.tokenLifespan(client, 0));
    }

    private ProtectedApi start(Flavour flavour) throws Exception {
        Map<String, String> settings = flavour.settings(keycloak.issuer());
        if (flavour == Flavour.JWT) {
            // Short enough for keys to be fetched, in vain, while it is away.
            settings.put("auth.jwt.key-life", "30s");
        }
        return ProtectedApi.start(settings, Clock.systemUTC());
    }

    /** Asks about new tokens, and remembers those that it asked about for longer than Keycloak is away. */
    private ProtectedApi introspection() throws Exception {
        return ProtectedApi.start(Introspection.settings(keycloak.issuer(), "cache-life", "5m"), Clock.systemUTC());
    }

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void issuerAwayAndBack_refusesNoGoodTokenAndNewKeysAreLearned() throws Exception {
        try (ProtectedApi jwt = start(Flavour.JWT);
                ProtectedApi identity = start(Flavour.IDENTITY);
                ProtectedApi introspection = introspection()) {
            String unseen = tokens.ofClient("m2m-full");
            Load load = new Load(List.of(jwt, identity));
            try (load) {
                load.held(() -> tokens.ofClient("m2m-full"))
                        .held(() -> tokens.ofClient("m2m-es256"))
                        .held(() -> tokens.ofUser("demo").path("access_token").textValue())
                        .fresh(() -> tokens.ofClient("m2m-read"));
                load.awaitTurns(10);
                String remembered = tokens.ofClient("m2m-full");
                assertEquals("200", introspection.outcome("/read", remembered));
                keycloak.stop();
                assertUndecided(introspection, unseen);
                assertUndecided(introspection, "opaque");
                assertEquals("200", introspection.outcome("/read", remembered));
                load.awaitTurns(100);
                assertTrue(load.failedRenewals() > 0, "it is away");
                keycloak.start();
                assertDecidedAgain(introspection, unseen);
                assertEquals("401 token.inactive", introspection.outcome("/read", "opaque"));
                admin.addKey("rsa-new", "rsa-generated", "algorithm", "RS256", "keySize", "2048");
                load.awaitAccepted(admin.signingKey("RS256"));
                load.awaitTurns(10);
            }
            LOG.info(
                    "seen under load: {}",
                    Map.of(
                            "answers", load.answers().toString(),
                            "renewals that failed", String.valueOf(load.failedRenewals())));
            assertEquals(Set.of(200), load.answers().keySet(), load.answers().toString());
        }
    }

    /** More often than it takes until the endpoint is left alone. */
    private static void assertUndecided(ProtectedApi introspection, String token) throws Exception {
        for (int i = 0; i < 7; i++) {
            Undecided.check(introspection.get("/read", token), "while it is away");
            assertEquals("introspection.unavailable", introspection.refusal());
        }
        assertFalse(introspection.isUp(), "health tells");
    }

    private static void assertDecidedAgain(ProtectedApi introspection, String token) {
        Set<String> outcomes = new LinkedHashSet<>();
        Patience.await(() -> {
            String outcome = introspection.outcome("/read", token);
            outcomes.add(outcome);
            return !outcome.startsWith("503");
        });
        outcomes.remove("503 introspection.unavailable");
        assertEquals(Set.of("200"), outcomes);
        assertTrue(introspection.isUp(), "health tells");
    }
}
