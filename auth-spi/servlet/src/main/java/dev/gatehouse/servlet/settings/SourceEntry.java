package dev.gatehouse.servlet.settings;

/**
 * A key and its value as written in a source. The key may be undeclared, and the value may be a secret.
 *
 * @param key the key as it was written
 * @param text the value as it was written
 * @param origin where it was written
 */
record SourceEntry(String key, String text, SettingOrigin origin) {

    @Override
    public String toString() {
        return key + " (" + origin + ")";
    }
}
