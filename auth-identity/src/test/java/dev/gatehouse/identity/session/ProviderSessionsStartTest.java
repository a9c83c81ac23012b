package dev.gatehouse.identity.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderSessionsStartTest {

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final FakeProvider provider = new FakeProvider(clock);
    private final Sessions memory =
            new MemorySessionsFactory().create(TestContext.of(new MemorySessionsFactory(), Map.of()));

    private ProviderSessions open(Sessions sessions, Map<String, String> settings) {
        TestContext context = TestContext.of("login", ProviderSessions.settings(), settings)
                .withClock(clock)
                .withSessions(sessions);
        return ProviderSessions.open(context, List.of(provider.asSessionProvider()), new PublicPlace(null));
    }

    private static Path key(Path file) throws IOException {
        byte[] key = new byte[32];
        new Random(7).nextBytes(key);
        return Files.writeString(file, Base64.getEncoder().encodeToString(key));
    }

    @Test
    void sharedStoreWithoutAKey_refusesTheStartWithTheCommand() {
        SettingException refusal =
                assertThrows(SettingException.class, () -> open(new FlakySessions(memory, false), Map.of()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("auth.login.session-keys"), refusal.getMessage());
        assertTrue(String.valueOf(refusal.getMessage()).contains(TokenKeys.COMMAND), refusal.getMessage());
    }

    @Test
    void sharedStoreWithAKey_starts(@TempDir Path folder) throws Exception {
        String file = key(folder.resolve("session.key")).toString();
        open(new FlakySessions(memory, false), Map.of("auth.login.session-keys", file))
                .close();
    }

    @Test
    void sessionsInMemory_needNoKey() {
        open(memory, Map.of()).close();
    }

    /** Each line of the settings in docs/identity-sessions.md is read. */
    @Test
    void settingsInTheDocumentation_areAccepted(@TempDir Path folder) throws Exception {
        String page = Files.readString(Path.of(System.getProperty("basedir"), "../docs/identity-sessions.md"));
        String file = key(folder.resolve("key")).toString();
        String other = folder.resolve("other").toString();
        Files.writeString(Path.of(other), Base64.getEncoder().encodeToString(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        }));
        int lines = 0;
        for (String line : page.lines().toList()) {
            String setting = line.replaceAll(".*`(auth\\.login\\.[a-z-]+ = [^`]+)`.*", "$1");
            if (!setting.startsWith("auth.login.") || !setting.contains(" = ")) {
                continue;
            }
            Properties read = new Properties();
            read.load(new StringReader(setting.replace("/run/secrets/session.key", file)
                    .replace("old.key", file)
                    .replace("new.key", other)));
            Map<String, String> settings = new TreeMap<>();
            read.forEach((key, value) -> settings.put((String) key, (String) value));
            open(memory, settings).close();
            lines++;
        }
        assertTrue(lines >= 9, "lines: " + lines);
        for (var setting : ProviderSessions.settings()) {
            assertTrue(page.contains(setting.key()), setting.key());
        }
        assertFalse(page.contains("TODO"));
    }
}
