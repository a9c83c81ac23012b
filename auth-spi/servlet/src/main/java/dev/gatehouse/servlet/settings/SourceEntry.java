package dev.gatehouse.servlet.settings;

/**
 * A key and its text as a source holds them, before it is known whether the key is declared. The text may
 * be a secret.
 *
 * @param key the key as it was written
 * @param text the text as it was written
 * @param origin where
 */
record SourceEntry(String key, String text, SettingOrigin origin) {

    @Override
    public String toString() {
        return key + " (" + origin + ")";
    }
}
