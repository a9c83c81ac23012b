package dev.gatehouse.servlet.settings;

/**
 * The origin of a value, as shown in messages.
 *
 * @param source the path of the file as it was configured, or another source
 * @param line the line in a file, counted from 1; 0 for other sources
 * @param isPreset whether the value was chosen by a preset and not configured
 */
record SettingOrigin(String source, int line, boolean isPreset) {

    static final SettingOrigin CODE = new SettingOrigin("code", 0);
    static final SettingOrigin INIT_PARAMETER = new SettingOrigin("init parameter", 0);
    static final SettingOrigin SYSTEM_PROPERTY = new SettingOrigin("system property", 0);

    SettingOrigin(String source, int line) {
        this(source, line, false);
    }

    static SettingOrigin environment(String variable) {
        return new SettingOrigin("environment variable " + variable, 0);
    }

    /** A preset, which is the value of another setting. */
    static SettingOrigin preset(String key, String value) {
        return new SettingOrigin("preset of " + key + " = " + value, 0, true);
    }

    boolean isFile() {
        return line > 0;
    }

    /**
     * Returns the start of a message about the value, such as {@code conf/app.properties:3: }. It is empty for a value
     * that the application set: there is no place that an operator could look up.
     */
    String start() {
        return equals(CODE) ? "" : this + ": ";
    }

    @Override
    public String toString() {
        return isFile() ? source + ":" + line : source;
    }
}
