package dev.gatehouse.samples.tasklist;

import java.util.Locale;

/** The settings of the application itself, beside those of the host. */
enum SampleSetting {
    PORT("sample.port", "integer, 0 to 65535", "8080", "Where to listen; 0 for any free port."),
    HOST(
            "sample.host",
            "address or name",
            "localhost",
            "The interface to listen on: `localhost` for this machine alone, `0.0.0.0` for all."),
    DATA(
            "sample.data",
            "path",
            "samples/jetty-tasklist/data",
            "The folder of the database. It is made when it is missing."),
    DEMO_DATA(
            "sample.demo-data",
            "on or off",
            "off",
            "Fills the database with processes, forms and tasks to look around in.");

    private final String key;
    private final String type;
    private final String defaultText;
    private final String description;

    SampleSetting(String key, String type, String defaultText, String description) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.description = description;
    }

    String key() {
        return key;
    }

    String type() {
        return type;
    }

    String defaultText() {
        return defaultText;
    }

    String description() {
        return description;
    }

    /** The environment variable that it can be set with. */
    String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
