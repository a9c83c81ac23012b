package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A setting and one of its instances.
 *
 * @param setting the setting
 * @param alias the alias; {@code default} for the flat key
 */
record SettingInstance(Setting<?> setting, String alias) {

    static final String DEFAULT = "default";
    private static final int LONGEST_ALIAS = 32;

    /** Returns the canonical key. */
    String key() {
        return setting.key(alias);
    }

    /**
     * Returns the keys that set it: one key, or for the default instance of a group its flat key and
     * {@code <group>.default.<rest>}.
     */
    List<String> spellings() {
        List<String> keys = new ArrayList<>();
        keys.add(key());
        Optional<String> group = setting.group();
        if (group.isPresent() && alias.equals(DEFAULT)) {
            keys.add(group.get() + "." + DEFAULT + rest(group.get(), setting.key()));
        }
        return keys;
    }

    /** Returns the part after the alias in a key of a group: {@code .audience}. */
    private static String rest(String group, String flatKey) {
        return flatKey.substring(group.lastIndexOf('.'));
    }

    static boolean isAlias(String text) {
        boolean form = !text.isEmpty() && text.length() <= LONGEST_ALIAS;
        for (int i = 0; form && i < text.length(); i++) {
            char c = text.charAt(i);
            form = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        return form;
    }

    /** Returns the environment variable of a key. */
    static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
