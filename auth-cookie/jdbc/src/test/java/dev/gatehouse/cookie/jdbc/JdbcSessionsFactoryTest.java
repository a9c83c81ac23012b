package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcSessionsFactoryTest {

    private final JdbcSessionsFactory factory = new JdbcSessionsFactory();

    private Sessions create(Map<String, String> settings) {
        return factory.create(TestContext.of(factory, settings));
    }

    @Test
    void factory_isFoundByServiceLoader() {
        assertTrue(ServiceLoader.load(SessionsFactory.class).stream()
                .anyMatch(provider -> provider.type() == JdbcSessionsFactory.class));
        assertEquals("jdbc", factory.name());
    }

    @ParameterizedTest
    @CsvSource({
        "auth.sessions.jdbc.url, jdbc:mysql://localhost/x, jdbc:postgresql:",
        "auth.sessions.jdbc.url, 'jdbc:h2:mem:x;PASSWORD=geheim', setting",
        "auth.sessions.jdbc.url, 'jdbc:postgresql://h/d?user=u&password=geheim', setting",
        "auth.sessions.jdbc.url, 'jdbc:postgresql://u:geheim@h/d', setting",
        "auth.sessions.jdbc.url, 'jdbc:postgresql://u:geh/eim@h:5432/d?sslmode=require', setting",
        "auth.sessions.jdbc.url, 'jdbc:postgresql://geheim@h,other/d', setting",
        "auth.sessions.jdbc.pool-size, 0, integer",
        "auth.sessions.jdbc.timeout, 1h, duration",
        "auth.sessions.jdbc.connect-timeout, 2s, less than",
        "auth.cookie.idle-timeout, 13h, auth.cookie.absolute-timeout"
    })
    void invalidSetting_refusesTheStart(String key, String value, String remedy) {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.sessions.jdbc.url", TestStores.h2());
        settings.put(key, value);
        SettingException refused = assertThrows(SettingException.class, () -> create(settings));
        assertEquals(key, refused.key());
        assertTrue(String.valueOf(refused.getMessage()).contains(remedy), refused.getMessage());
        assertFalse(String.valueOf(refused.getMessage()).contains("geheim"), refused.getMessage());
    }

    @Test
    void missingUrl_refusesTheStart() {
        assertEquals(
                "auth.sessions.jdbc.url",
                assertThrows(SettingException.class, () -> create(Map.of())).key());
    }

    @Test
    void settingOfTheMemoryStore_isUnknown() {
        assertThrows(SettingException.class, () -> create(Map.of("auth.cookie.max-sessions", "5")));
    }

    @Test
    void rejectedUser_refusesTheStart(@TempDir Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("s");
        create(Map.of(
                        "auth.sessions.jdbc.url",
                        url,
                        "auth.sessions.jdbc.user",
                        "a",
                        "auth.sessions.jdbc.password",
                        "b"))
                .close();
        SettingException refused = assertThrows(
                SettingException.class,
                () -> create(Map.of(
                        "auth.sessions.jdbc.url",
                        url,
                        "auth.sessions.jdbc.user",
                        "a",
                        "auth.sessions.jdbc.password",
                        "geheim")));
        assertEquals("auth.sessions.jdbc.url", refused.key());
        assertFalse(String.valueOf(refused.getMessage()).contains("geheim"), refused.getMessage());
    }

    @Test
    void secretOfACookie_isNotInTheDatabase(@TempDir Path folder) throws Exception {
        Sessions sessions = create(Map.of(
                "auth.sessions.jdbc.url",
                "jdbc:h2:file:" + folder.resolve("s"),
                "auth.sessions.jdbc.connect-timeout",
                "10s",
                "auth.sessions.jdbc.timeout",
                "30s"));
        Sessions.Opened session = Nodes.open(sessions, "demo");
        sessions.find(session.cookie().value());
        sessions.close();
        String content = new String(Files.readAllBytes(folder.resolve("s.mv.db")), StandardCharsets.ISO_8859_1);
        assertTrue(content.contains(session.record().id().digest()));
        assertFalse(content.contains(session.cookie().value()));
    }
}
