package dev.gatehouse.servlet;

/** The names of those that declare settings. */
final class SettingsOwners {

    /** The host. A mechanism cannot have this name, because it contains a space. */
    static final String HOST = "the host";

    /** The application. The host checks that its keys do not start with {@code auth}. */
    static final String APPLICATION = "the application";

    private SettingsOwners() {}

    static String sessions(String name) {
        return "the sessions " + name;
    }
}
