package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keycloak goes away and comes back, while callers send good tokens. */
@ExtendWith(Keycloak.class)
class KeycloakRestartTest {

    private static final Logger LOG = LoggerFactory.getLogger(KeycloakRestartTest.class);

    private final KeycloakServer keycloak;
    private final KeycloakAdmin admin;
    private final Tokens tokens;

    KeycloakRestartTest(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.admin = new KeycloakAdmin(keycloak);
        this.tokens = new Tokens(keycloak);
    }

    private ProtectedApi start(Flavour flavour) throws Exception {
        Map<String, String> settings = flavour.settings(keycloak.issuer());
        if (flavour == Flavour.JWT) {
            // Short enough for keys to be fetched, in vain, while it is away.
            settings.put("auth.jwt.key-life", "30s");
        }
        return ProtectedApi.start(settings, Clock.systemUTC());
    }

    @Test
    @Timeout(420)
    void issuerAwayAndBack_refusesNoGoodTokenAndNewKeysAreLearned() throws Exception {
        try (ProtectedApi jwt = start(Flavour.JWT);
                ProtectedApi identity = start(Flavour.IDENTITY)) {
            Load load = new Load(List.of(jwt, identity));
            try (load) {
                load.held(() -> tokens.ofClient("m2m-full"))
                        .held(() -> tokens.ofClient("m2m-es256"))
                        .held(() -> tokens.ofUser("demo").path("access_token").textValue())
                        .fresh(() -> tokens.ofClient("m2m-read"));
                load.awaitTurns(10);
                keycloak.stop();
                load.awaitTurns(100);
                assertTrue(load.failedRenewals() > 0, "it is away");
                keycloak.start();
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
}
