package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.CookieMechanismFactory;
import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

class H2UsersTableTest implements UsersTableContract {

    private final String url = TestStores.h2();
    private final JdbcUsers users = new JdbcUsers(TestStores.config(url));

    @Override
    public JdbcUsers users() {
        return users;
    }

    @Override
    public String url() {
        return url;
    }

    private static AuthenticationMechanism<?> mechanism(Map<String, String> settings) {
        MemorySessionsFactory sessions = new MemorySessionsFactory();
        CookieMechanismFactory factory = new CookieMechanismFactory();
        return factory.create(
                TestContext.of(factory, settings).withSessions(sessions.create(TestContext.of(sessions, Map.of()))));
    }

    @Test
    void setting_selectsTheTable() {
        AuthenticationMechanism<?> mechanism = mechanism(Map.of(
                "auth.cookie.users",
                "jdbc",
                "auth.users.jdbc.url",
                url,
                "auth.users.jdbc.connect-timeout",
                "10s",
                "auth.users.jdbc.timeout",
                "30s"));
        assertEquals(Health.State.UP, mechanism.health().state());
        mechanism.close();
    }

    @Test
    void unknownDirectory_refusesTheStart() {
        SettingException refused =
                assertThrows(SettingException.class, () -> mechanism(Map.of("auth.cookie.users", "ldap")));
        assertTrue(String.valueOf(refused.getMessage()).contains("file, jdbc"), refused.getMessage());
    }
}
