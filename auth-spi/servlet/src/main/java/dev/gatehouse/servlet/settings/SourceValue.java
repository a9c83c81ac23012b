package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The effective value of a setting. It may be a secret.
 *
 * @param text the value; for a secret in a file, the content of that file
 * @param origin where the setting was set
 * @param file the file that a secret was read from
 */
record SourceValue(
        String text, SettingOrigin origin, @Nullable Path file) {

    /**
     * Returns the parsed value.
     *
     * @throws IllegalArgumentException with a message that says what is expected
     */
    <T> T as(Setting<T> setting) {
        if (file != null) {
            // Setting.secret is the only way to a setting whose value may come from a file, so T is Secret.
            // Setting.parse would trim blanks that belong to the secret.
            @SuppressWarnings("unchecked")
            T secret = (T) Secret.of(text);
            return secret;
        }
        return setting.parse(text);
    }

    @Override
    public String toString() {
        return "*** (" + origin + ")";
    }
}
