package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakAdmin;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.KeycloakTokens;
import dev.gatehouse.keycloak.Patience;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The realm's keys are rotated as an operator does it, while callers send good tokens. */
@ExtendWith(Keycloak.class)
class KeycloakRotationTest {

    private static final Logger LOG = LoggerFactory.getLogger(KeycloakRotationTest.class);

    private static final List<String> CLIENTS = List.of("m2m-full", "m2m-es256");
    private static final int LIFESPAN = 5;
    private static final Duration KEY_LIFE = Duration.ofSeconds(30);
    /** After this long, unknown key ids may make us ask the issuer again. */
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private static final String DEAD = "401 token.key-unknown";
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final KeycloakServer keycloak;
    private final KeycloakAdmin admin;
    private final KeycloakTokens tokens;

    KeycloakRotationTest(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.admin = new KeycloakAdmin(keycloak);
        this.tokens = new KeycloakTokens(keycloak);
    }

    @BeforeEach
    void shortTokens() {
        CLIENTS.forEach(client -> admin.tokenLifespan(client, LIFESPAN));
        // Keycloak makes the key for ES256 when the first token needs it.
        CLIENTS.forEach(tokens::ofClient);
    }

    @AfterEach
    void usualTokens() {
        CLIENTS.forEach(client -> admin.tokenLifespan(client, 0));
    }

    private ProtectedApi jwt(RecordingProxy proxy) throws Exception {
        Map<String, String> settings = Flavour.JWT.settings(keycloak.issuer());
        settings.put(
                "auth.jwt.jwks-uri",
                proxy.uri("/realms/" + KeycloakServer.REALM + "/protocol/openid-connect/certs")
                        .toString());
        settings.put("auth.jwt.key-life", KEY_LIFE.toSeconds() + "s");
        return ProtectedApi.start(settings, Clock.systemUTC());
    }

    private ProtectedApi identity(RecordingProxy proxy) throws Exception {
        Map<String, String> settings = Flavour.IDENTITY.settings(keycloak.issuer());
        settings.put(
                "auth.identity.issuer-backend-url",
                proxy.uri("/realms/" + KeycloakServer.REALM).toString());
        return ProtectedApi.start(settings, Clock.systemUTC());
    }

    @Test
    void keysRotatedUnderLoad_refuseNoGoodTokenAndTheOldKeyDies() throws Exception {
        long begin = System.nanoTime();
        try (RecordingProxy jwtProxy = new RecordingProxy(keycloak.base());
                RecordingProxy identityProxy = new RecordingProxy(keycloak.base());
                ProtectedApi jwt = jwt(jwtProxy);
                ProtectedApi identity = identity(identityProxy)) {
            String longLived = tokens.ofClient("m2m-read");
            Load load = new Load(List.of(jwt, identity));
            try (load) {
                for (String client : CLIENTS) {
                    load.fresh(() -> tokens.ofClient(client)).held(() -> tokens.ofClient(client));
                }
                rotate(load);
                awaitDeathOfKey(jwt, longLived);
                load.awaitTurns(20);
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            LOG.info(
                    "seen under load: {}",
                    Map.of(
                            "answers", load.answers().toString(),
                            "seconds", String.valueOf(seconds),
                            "key fetches of jwt", String.valueOf(jwtProxy.keyFetches()),
                            "key fetches of identity", String.valueOf(identityProxy.keyFetches())));
            assertEquals(Set.of(200), load.answers().keySet(), load.answers().toString());
            assertEquals(0, load.failedRenewals());
            // The first one, one for each new key and for the dead one, and those before the end of the keys' life.
            assertTrue(jwtProxy.keyFetches() <= 4 + seconds / 20, jwtProxy.keyFetches() + " fetches");
            assertTrue(identityProxy.keyFetches() <= 4 + seconds / 200, identityProxy.keyFetches() + " fetches");
        }
    }

    private void rotate(Load load) {
        String oldRsa = admin.signingKey("RS256");
        String oldEc = admin.signingKey("ES256");
        List<String> oldProviders = List.of(admin.providerOf(oldRsa), admin.providerOf(oldEc));
        load.awaitAccepted(oldRsa);
        load.awaitAccepted(oldEc);
        load.awaitTurns(10);

        admin.addKey("rsa-rotated", "rsa-generated", "algorithm", "RS256", "keySize", "2048");
        String newRsa = admin.signingKey("RS256");
        load.awaitAccepted(newRsa);
        admin.addKey("ec-rotated", "ecdsa-generated", "ecdsaEllipticCurveKey", "P-256");
        String newEc = admin.signingKey("ES256");
        load.awaitAccepted(newEc);
        assertTrue(!newRsa.equals(oldRsa) && !newEc.equals(oldEc), "the realm signs with new keys");

        oldProviders.forEach(admin::makePassive);
        load.awaitTurns(10);
        // The old keys stay published for as long as good tokens need them.
        load.awaitOnly(Set.of(newRsa, newEc));
        oldProviders.forEach(admin::disable);
        load.awaitTurns(10);
        oldProviders.forEach(admin::delete);
    }

    /**
     * A token that has not expired is refused once its key is removed, because the key may be compromised. If keys were
     * fetched too often just before, the first responses may be 503.
     */
    private static void awaitDeathOfKey(ProtectedApi api, String token) {
        assertTrue(
                Patience.until(
                        KEY_LIFE.plus(MARGIN),
                        () -> !api.outcome("/read", token).equals("200")),
                "the key outlived its life");
        Set<String> outcomes = new LinkedHashSet<>();
        Patience.until(BUDGET.plus(MARGIN), () -> {
            String outcome = api.outcome("/read", token);
            outcomes.add(outcome);
            return outcome.equals(DEAD);
        });
        outcomes.remove("503 keys.undecided");
        assertEquals(Set.of(DEAD), outcomes);
    }
}
