package dev.gatehouse.servlet;

/** Names whose settings are meant when several parties declare some. */
final class SettingsOwners {

    /** The host's own; no mechanism can have this name, since it has a blank. */
    static final String HOST = "the host";

    /** The application's; the host checks that its keys begin with another word than {@code auth}. */
    static final String APPLICATION = "the application";

    private SettingsOwners() {}

    static String sessions(String name) {
        return "the sessions " + name;
    }
}
