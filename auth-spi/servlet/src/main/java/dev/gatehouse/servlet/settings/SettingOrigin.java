package dev.gatehouse.servlet.settings;

/**
 * The origin of a value, as shown in messages.
 *
 * @param source the path of the file as it was configured, or another source
 * @param line the line in a file, counted from 1; 0 for other sources
 */
record SettingOrigin(String source, int line) {

    static final SettingOrigin CODE = new SettingOrigin("code", 0);
    static final SettingOrigin INIT_PARAMETER = new SettingOrigin("init parameter", 0);
    static final SettingOrigin SYSTEM_PROPERTY = new SettingOrigin("system property", 0);

    static SettingOrigin environment(String variable) {
        return new SettingOrigin("environment variable " + variable, 0);
    }

    boolean isFile() {
        return line > 0;
    }

    @Override
    public String toString() {
        return isFile() ? source + ":" + line : source;
    }
}
