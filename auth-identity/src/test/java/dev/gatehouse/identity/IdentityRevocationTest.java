package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.jwt.RevocationList;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityRevocationTest {

    @TempDir
    Path folder;

    private final IdentityProvider provider = IdentityProvider.demo().start();
    private final Issuer keycloak = provider.keycloak();
    private final RevocationList revocations = new RevocationList();

    @AfterEach
    void stop() {
        provider.close();
    }

    private TestMechanism create(Path file) {
        IdentityMechanismFactory factory = new IdentityMechanismFactory(revocations);
        Map<String, String> settings = Map.of(
                "auth.identity.issuer", keycloak.issuer(),
                "auth.identity.audience", "tasklist-api",
                "auth.bearer.revocations-file", file.toString());
        return TestMechanism.create(factory, TestContext.of(factory, settings).withClock(Clock.systemUTC()));
    }

    private static AuthenticationResult answer(TestMechanism mechanism, String token) {
        return mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
    }

    private static void requireRevoked(AuthenticationResult result) {
        assertEquals(
                "token.revoked",
                assertInstanceOf(AuthenticationResult.Rejected.class, result)
                        .reason()
                        .code());
    }

    @Test
    void revokedToken_isRefusedByListAndByFile() throws IOException {
        Path file = folder.resolve("revoked.txt");
        Files.writeString(file, "jti " + keycloak.issuer() + " taken-back\n");
        String inFile = keycloak.mintFor("m2m-full").claim("jti", "taken-back").serialize();
        String inList = keycloak.mintFor("m2m-full").claim("jti", "soon").serialize();
        try (TestMechanism mechanism = create(file)) {
            Keys.await(() -> mechanism.mechanism().health());
            requireRevoked(answer(mechanism, inFile));
            assertInstanceOf(AuthenticationResult.Authenticated.class, answer(mechanism, inList));
            assertTrue(revocations.revokeId(
                    keycloak.issuer(), "soon", Instant.now().plusSeconds(3600)));
            requireRevoked(answer(mechanism, inList));
        }
    }

    @Test
    void unusableFile_refusesTheStartByNameAndLine() throws IOException {
        Path file = folder.resolve("revoked.txt");
        Files.writeString(file, "jti " + provider.generic().issuer() + " taken-back\n");
        String refused = String.valueOf(
                assertThrows(SettingException.class, () -> create(file)).getMessage());
        assertTrue(refused.contains("auth.bearer.revocations-file") && refused.contains("line 1"), refused);
    }
}
