package dev.gatehouse.servlet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.settings.ConfigurationPage.Entry;
import dev.gatehouse.servlet.settings.ConfigurationPage.Section;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    @Test
    void page_isWrittenFromTheDeclarations() {
        Setting<String> odd = Setting.string("auth.odd", "A *star*, a|b, <tag>, snake_case and `code_*`.")
                .defaultsTo("a|b");
        Setting<?> secret = Setting.secret("auth.secret", "Hidden.").defaultsTo("hunter2");
        String page = ConfigurationPage.render(List.of(
                Section.of(
                        "jwt", "Bearer tokens.\n", List.of(Declared.ISSUER, Declared.CLOCK_SKEW, Declared.CACHE_SIZE)),
                Section.of("other", "", List.of(odd, secret)),
                new Section(
                        "Application",
                        "",
                        List.of(new Entry("sample.port", "SAMPLE_PORT", "number", "8080", "The port.", "", false)))));

        assertTrue(page.startsWith("# Configuration\n"), page);
        assertEquals("""

                ## jwt

                Bearer tokens.

                | Key | Environment | Type | Default | Meaning |
                |---|---|---|---|---|
                | `auth.jwt.issuer` \\* | `AUTH_JWT_ISSUER` | string |  | The issuer. |
                | `auth.jwt.clock-skew` \\* | `AUTH_JWT_CLOCK_SKEW` | duration, 0s to 5m | `30s` | How far clocks \
                may differ. |
                | `auth.jwt.cache-size` | `AUTH_JWT_CACHE_SIZE` | integer, 0 to 1000 |  | How many tokens are kept. |

                \\* May have several instances: `auth.jwt.issuers.<alias>.issuer` is `auth.jwt.issuer` of the \
                instance `<alias>`, and so on.

                ## other

                | Key | Environment | Type | Default | Meaning |
                |---|---|---|---|---|
                | `auth.odd` | `AUTH_ODD` | string | `a\\|b` | A \\*star\\*, a\\|b, \\<tag\\>, snake\\_case and \
                `code_*`. |
                | `auth.secret` | `AUTH_SECRET` | secret | \\*\\*\\* | Hidden. |

                ## Application

                | Key | Environment | Type | Default | Meaning |
                |---|---|---|---|---|
                | `sample.port` | `SAMPLE_PORT` | number | `8080` | The port. |
                """, page.substring(page.indexOf("\n## jwt")));
    }

    @Test
    void sharedSetting_isShownOnce() {
        Section section = Section.of("a", "", List.of(Declared.ISSUER));
        String page = ConfigurationPage.render(List.of(section, Section.of("b", "Shares.", List.of(Declared.ISSUER))));
        assertEquals(page.indexOf("| `auth.jwt.issuer`"), page.lastIndexOf("| `auth.jwt.issuer`"));
        assertTrue(page.endsWith("\n## b\n\nShares.\n"), page);
    }

    @Test
    void hostSettings_allStandOnThePage() {
        String page = ConfigurationPage.render(List.of(Section.of("Host", "", HostSettings.all())));
        for (Setting<?> setting : HostSettings.all()) {
            assertTrue(page.contains("| `" + setting.key() + "`"), setting.key());
        }
        assertFalse(page.contains("null"), page);
    }
}
