package dev.gatehouse.servlet.settings;

/**
 * Where a value was written, as messages name it.
 *
 * @param source the file as it was named to the host, or another source
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
