package dev.gatehouse.servlet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Settings whose value chooses values for others. */
class PresetSettingsTest {

    private enum Flavour {
        PLAIN,
        SWEET
    }

    private static final String GROUP = "auth.x.shops";
    private static final Setting<Flavour> FLAVOUR = Setting.choice("auth.x.flavour", "The flavour.", Flavour.class)
            .defaultsTo("plain")
            .choosing(value -> value == Flavour.SWEET ? Map.of("auth.x.sugar", "5") : Map.of())
            .perInstance(GROUP);
    private static final Setting<Integer> SUGAR =
            Setting.integer("auth.x.sugar", "The sugar.", 0, 9).defaultsTo("0").perInstance(GROUP);

    private static LoadedSettings load(Map<String, String> file, Map<String, String> environment) {
        return new SettingsLoader()
                .declare("x", List.of(SUGAR, FLAVOUR))
                .code(file)
                .environment(environment::get)
                .load();
    }

    @Test
    void chosenValue_countsBeforeTheDefault() {
        LoadedSettings loaded = load(Map.of("auth.x.flavour", "SWEET"), Map.of());
        Settings settings = loaded.settings("x");
        assertEquals(5, settings.get(SUGAR));
        assertEquals(5, settings.find(SUGAR).orElseThrow());
        assertFalse(settings.isSet(SUGAR));
        assertEquals(
                List.of("auth.x.sugar = 5 (preset of auth.x.flavour = SWEET)", "auth.x.flavour = SWEET (code)"),
                loaded.describe());
        assertEquals(List.of("preset of auth.x.flavour = SWEET: auth.x.sugar = 5"), loaded.describePresets());
        String refusal = settings.refuse(SUGAR, "is too much").getMessage();
        assertEquals("preset of auth.x.flavour = SWEET: auth.x.sugar: is too much", refusal);
    }

    @Test
    void valueOfAnySource_countsBeforeTheChosenOne() {
        Map<String, String> both = Map.of("auth.x.flavour", "sweet", "auth.x.sugar", "0");
        assertEquals(0, load(both, Map.of()).settings("x").get(SUGAR));
        assertEquals(List.of(), load(both, Map.of()).describePresets());
        Settings settings = load(Map.of("auth.x.flavour", "sweet"), Map.of("AUTH_X_SUGAR", "1"))
                .settings("x");
        assertEquals(1, settings.get(SUGAR));
        assertTrue(settings.isSet(SUGAR));
        settings = load(Map.of(), Map.of("AUTH_X_FLAVOUR", "sweet")).settings("x");
        assertEquals(5, settings.get(SUGAR));
    }

    @Test
    void preset_appliesToItsOwnInstance() {
        Settings settings = load(Map.of("auth.x.shops.a.flavour", "sweet", "auth.x.shops.b.flavour", "plain"), Map.of())
                .settings("x");
        assertEquals(5, settings.instance("a").get(SUGAR));
        assertEquals(0, settings.instance("b").get(SUGAR));
        assertEquals(0, settings.get(SUGAR));
        assertEquals(Set.of("a", "b"), settings.instances(GROUP));
    }

    @Test
    void invalidPreset_isReportedAndChoosesNothing() {
        SettingException refused =
                assertThrows(SettingException.class, () -> load(Map.of("auth.x.flavour", "sour"), Map.of()));
        assertEquals("auth.x.flavour", refused.key());
    }

    @Test
    void choosingAnUnknownKeyOrSecret_isADefect() {
        Setting<String> unknown =
                Setting.string("auth.y.kind", "The kind.").choosing(value -> Map.of("auth.y.nothing", "1"));
        Setting<String> secret =
                Setting.string("auth.y.kind", "The kind.").choosing(value -> Map.of("auth.y.secret", "1"));
        for (Setting<String> setting : List.of(unknown, secret)) {
            SettingsLoader loader = new SettingsLoader()
                    .declare("y", List.of(setting, Setting.secret("auth.y.secret", "The secret.")))
                    .code(Map.of("auth.y.kind", "a"));
            assertThrows(IllegalArgumentException.class, loader::load);
        }
    }
}
