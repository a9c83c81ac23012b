package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/identity-tokens.md shows starts a host, and what it names exists. */
class IdentityTokensDocTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", "")).resolve("../docs/identity-tokens.md");
    private static final Pattern BLOCK = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("`(auth\\.identity\\.[a-z.-]+)[` ]");

    /** Those of the sample, whose own test starts it with them. */
    private static final List<Setting<?>> OF_TASKLIST = List.of(
            Setting.flag("tasklist.multi-tenancy", "x"),
            Setting.flag("tasklist.resource-permissions", "x"),
            Setting.flag("tasklist.user-access-restrictions", "x"));

    static Stream<Map<String, String>> blocks() throws IOException {
        List<Map<String, String>> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            Properties properties = new Properties();
            properties.load(new StringReader(block.group(1)));
            Map<String, String> settings = new HashMap<>();
            properties.forEach((key, value) -> settings.put((String) key, (String) value));
            blocks.add(settings);
        }
        assertFalse(blocks.isEmpty());
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void settings_startAHostAndAreThoseInUse(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        // No request leaves this machine: nothing listens there.
        all.put("auth.identity.issuer-backend-url", "http://127.0.0.1:1/realm");
        Gatehouse.Builder builder = Gatehouse.builder()
                .withoutEnvironment()
                .declare(OF_TASKLIST.toArray(new Setting<?>[0]))
                .settings(settings)
                .settings(all);
        try (Gatehouse gatehouse = builder.start()) {
            List<String> shown = gatehouse.describeSettings();
            settings.forEach((key, value) ->
                    assertTrue(key.endsWith("backend-url") || shown.contains(key + " = " + value + " (code)"), key));
        }
    }

    @Test
    void everyNamedSetting_exists() throws IOException {
        Set<String> keys = new HashSet<>();
        IdentitySettings.ALL.forEach(setting -> keys.add(setting.key()));
        Matcher named = KEY.matcher(Files.readString(PAGE));
        int count = 0;
        while (named.find()) {
            assertTrue(keys.contains(named.group(1)), named.group(1));
            count++;
        }
        assertTrue(count > 10);
    }

    @Test
    void everyProvider_isAColumn() throws IOException {
        String header = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| | `keycloak`"))
                .findFirst()
                .orElseThrow();
        List<String> columns = Stream.of(header.split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
        List<String> types = Stream.of(IdentityType.values())
                .map(type -> "`" + type.name().toLowerCase(Locale.ROOT) + "`")
                .toList();
        assertEquals(types, columns);
    }
}
