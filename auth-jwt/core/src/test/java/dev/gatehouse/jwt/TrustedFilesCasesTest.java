package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.introspection.IntrospectionMechanismFactory;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Attack 11: key sets and revocations that every user of the machine can change, and an audience that admits all. */
class TrustedFilesCasesTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.gatehouse.jwt");
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @BeforeEach
    void configure() throws IOException {
        Files.write(folder.resolve("jwks.json"), TestIssuer.jwks(KEY));
        Files.writeString(folder.resolve("revocations"), "# none\n");
        settings.put("auth.jwt.issuer", TestToken.ISSUER);
        settings.put("auth.jwt.audience", TestToken.AUDIENCE);
        settings.put("auth.jwt.jwks-file", folder.resolve("jwks.json").toString());
        settings.put("auth.jwt.algorithms", "ES256");
        settings.put(
                "auth.bearer.revocations-file", folder.resolve("revocations").toString());
        heard.start();
        logger.addAppender(heard);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(heard);
    }

    private void create(AuthenticationMechanismFactory factory) {
        TestMechanism.create(factory, TestContext.of(factory, settings)).close();
    }

    private List<String> warnings() {
        return heard.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains("chmod o-w"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwks.json", "revocations"})
    void fileThatOthersMayWrite_isReportedOnce(String name) throws IOException {
        Path file = folder.resolve(name);
        Assumptions.assumeTrue(
                file.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        create(new JwtMechanismFactory());
        assertEquals(1, warnings().size());
        assertTrue(warnings().get(0).contains(file.toString()), warnings().get(0));
    }

    @Test
    void filesOfTheirOwner_areNotReported() {
        create(new JwtMechanismFactory());
        assertEquals(List.of(), warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"*", "tasklist-api, *", "'\"*\"'", "tasklist-*", "**"})
    void audienceWithAnAsterisk_refusesTheStart(String audience) {
        settings.put("auth.jwt.audience", audience);
        SettingException refused = assertThrows(SettingException.class, () -> create(new JwtMechanismFactory()));
        assertEquals("auth.jwt.audience", refused.key());
        assertTrue(String.valueOf(refused.getMessage()).contains("compared exactly"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> IssuerPolicy.builder(TestToken.ISSUER, Set.of(audience)));
    }

    @Test
    void audienceWithAnAsterisk_refusesIntrospectionToo() {
        settings.clear();
        settings.put("auth.introspection.issuer", TestToken.ISSUER);
        settings.put("auth.introspection.audience", "*");
        settings.put("auth.introspection.client-id", "app");
        settings.put("auth.introspection.client-secret", "secret");
        SettingException refused =
                assertThrows(SettingException.class, () -> create(new IntrospectionMechanismFactory()));
        assertEquals("auth.introspection.audience", refused.key());
    }
}
