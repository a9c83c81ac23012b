package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationSettingsTest {

    private static final Setting<Integer> PORT =
            Setting.integer("shop.port", "Where to listen.", 0, 65_535).defaultsTo("8080");
    private static final Setting<Secret> TOKEN = Setting.secret("shop.token", "A secret of the shop.");

    @TempDir
    Path folder;

    private static Gatehouse.Builder builder() {
        return TestHost.of(TestHost.bearer()).declare(PORT, TOKEN);
    }

    @Test
    void declaredSetting_isReadFromFileAndEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.properties"), "shop.port = 1\n");
        try (Gatehouse gatehouse = builder().settingsFile(file).start()) {
            assertEquals(1, gatehouse.applicationSettings().get(PORT));
        }
        Map<String, String> variables = Map.of("SHOP_PORT", "2");
        Gatehouse.Builder builder = builder().settingsFile(file).environment(variables::get, name -> null);
        assertEquals(2, builder.applicationSettings().get(PORT));
        try (Gatehouse gatehouse = builder.start()) {
            assertEquals(2, gatehouse.applicationSettings().get(PORT));
        }
    }

    @Test
    void reload_readsThemAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.properties"), "shop.port = 1\n");
        try (Gatehouse gatehouse = builder().settingsFile(file).start()) {
            Files.writeString(file, "shop.port = 2\n");
            gatehouse.reload();
            assertEquals(2, gatehouse.applicationSettings().get(PORT));
        }
    }

    @Test
    void unknownKey_isRefusedWithTheNearestOne() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.properties"), "\nshop.prot = 1\n");
        SettingException refused = assertThrows(
                SettingException.class, () -> builder().settingsFile(file).start());
        assertEquals(file + ":2: shop.prot is unknown; did you mean `shop.port`?", refused.getMessage());
    }

    @Test
    void wrongValue_isRefusedAtTheStart() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> builder().settings(Map.of("shop.port", "many")).start());
        assertEquals("shop.port", refused.key());
    }

    @Test
    void secret_isMasked() {
        try (Gatehouse gatehouse =
                builder().settings(Map.of("shop.token", "hunter2")).start()) {
            List<String> lines = gatehouse.describeSettings();
            assertTrue(lines.contains("shop.token = *** (code)"), lines::toString);
            assertFalse(lines.toString().contains("hunter2"));
        }
    }

    @Test
    void keyOfTheHost_cannotBeDeclared() {
        Setting<String> reserved = Setting.string("auth.shop", "Not for applications.");
        Gatehouse.Builder builder = builder().declare(reserved);
        assertThrows(IllegalArgumentException.class, builder::start);
    }
}
