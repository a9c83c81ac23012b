package dev.gatehouse.jwt.claims;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.stability.Incubating;
import java.util.Collection;
import java.util.List;

/**
 * The names of this API at an issuer. They are compared exactly, so a name with {@code *} is refused: it would be meant
 * to accept tokens for other APIs.
 *
 * @since 0.1
 */
@Incubating
public final class AudienceNames {

    private AudienceNames() {}

    /**
     * Declares a setting for the names.
     *
     * @param key its key
     * @param description a sentence for the documentation
     */
    public static Setting<List<String>> setting(String key, String description) {
        return Setting.of(key, "list", description, text -> {
            List<String> names = SettingList.items(text);
            requireExact(names);
            return names;
        });
    }

    /**
     * Requires names without an asterisk.
     *
     * @throws IllegalArgumentException if a name contains an asterisk
     */
    public static void requireExact(Collection<String> names) {
        for (String name : names) {
            if (name.indexOf('*') >= 0) {
                throw new IllegalArgumentException(
                        "expected names of this API without *, since they are compared exactly; no value accepts every"
                                + " audience, because tokens for other APIs would be accepted");
            }
        }
    }
}
