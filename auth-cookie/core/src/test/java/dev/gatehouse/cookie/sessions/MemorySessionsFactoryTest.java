package dev.gatehouse.cookie.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.SessionSamples;
import dev.gatehouse.testkit.TestContext;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemorySessionsFactoryTest {

    private final MemorySessionsFactory factory = new MemorySessionsFactory();

    private TestContext context(Map<String, String> settings) {
        return TestContext.of("memory", factory.settings(), settings);
    }

    @Test
    void factory_isFoundByServiceLoader() {
        assertTrue(ServiceLoader.load(SessionsFactory.class).stream()
                .anyMatch(provider -> provider.type() == MemorySessionsFactory.class));
        assertEquals("memory", factory.name());
    }

    @Test
    void defaultCookieName_isTasklists() {
        Sessions sessions = factory.create(context(Map.of()));
        assertEquals("AUTH-SESSION", sessions.source().name());
    }

    @Test
    void sessions_outliveAReload() throws Exception {
        TestContext context = context(Map.of());
        Sessions before = factory.create(context);
        String cookie = before.open(
                        new Sessions.NewSession("cookie", SessionSamples.caller("demo"), null, null, null, ""))
                .cookie()
                .value();
        before.close();
        assertInstanceOf(Sessions.Lookup.Live.class, factory.create(context).find(cookie));
    }

    @ParameterizedTest
    @CsvSource({
        "auth.cookie.name, a b, cookie name",
        "auth.cookie.name, __Host-S, auth.public-url",
        "auth.cookie.name, __Secure-S, auth.public-url",
        "auth.cookie.idle-timeout, 13h, auth.cookie.absolute-timeout",
        "auth.cookie.idle-timeout, never, duration",
        "auth.cookie.same-site, off, lax",
        "auth.cookie.same-site, none, auth.public-url",
        "auth.cookie.max-sessions, 0, integer"
    })
    void invalidSetting_refusesTheStart(String key, String value, String remedy) {
        SettingException refused =
                assertThrows(SettingException.class, () -> factory.create(context(Map.of(key, value))));
        assertEquals(key, refused.key());
        assertTrue(String.valueOf(refused.getMessage()).contains(remedy), refused.getMessage());
    }

    @Test
    void prefixedNameWithHttpsUrl_isAccepted() {
        Map<String, String> settings = Map.of("auth.cookie.name", "__Host-AUTH-SESSION");
        Sessions sessions = factory.create(context(settings).withPublicUrl("https://app.example.com/"));
        assertEquals("__Host-AUTH-SESSION", sessions.source().name());
        assertThrows(
                SettingException.class,
                () -> factory.create(context(settings).withPublicUrl("http://app.example.com/")));
        assertThrows(
                SettingException.class,
                () -> factory.create(context(settings).withPublicUrl("https://app.example.com/tasklist")));
    }

    @Test
    void prefixInAnotherCase_isRefused() {
        Map<String, String> settings = Map.of("auth.cookie.name", "__HOST-S");
        assertThrows(
                SettingException.class,
                () -> factory.create(context(settings).withPublicUrl("https://app.example.com")));
    }
}
