package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of the application itself, beside those of the host, which reads them. Immutable.
 *
 * @param host where to listen
 * @param port where to listen; 0 for any free port
 * @param data the folder of the database
 * @param demoData whether to fill the database
 */
record SampleSettings(String host, int port, Path data, boolean demoData) {

    /** The loopback interface. */
    static final String LOCALHOST = "localhost";

    /** The system property with the folder of the sample. */
    private static final String HOME = "sample.home";

    private static final Setting<Integer> PORT = Setting.integer(
                    "sample.port", "Where to listen; 0 for any free port.", 0, 65_535)
            .defaultsTo("8080");

    private static final Setting<String> HOST = Setting.of(
                    "sample.host",
                    "address or name",
                    "The interface to listen on: `localhost` for this machine alone, `0.0.0.0` for all.",
                    text -> text)
            .defaultsTo(LOCALHOST);

    private static final Setting<Path> DATA = Setting.path(
                    "sample.data", "The folder of the database. It is created when it is missing.")
            .defaultsTo("samples/jetty-tasklist/data");

    private static final Setting<Boolean> DEMO_DATA = Setting.flag(
                    "sample.demo-data", "Fills the database with processes, forms and tasks to look around in.")
            .defaultsTo("off");

    /** Returns the declarations, in the order of the configuration page. */
    static List<Setting<?>> declarations() {
        return List.of(PORT, HOST, DATA, DEMO_DATA);
    }

    /** Lets the host read them. */
    static Gatehouse.Builder declare(Gatehouse.Builder builder) {
        return builder.declare(PORT, HOST, DATA, DEMO_DATA);
    }

    /** Returns those of the demonstration: this machine alone, whatever the environment says. */
    static SampleSettings ofDemo(CommandLine commandLine, Environment environment) {
        Path data = commandLine.data();
        Integer port = commandLine.port();
        return new SampleSettings(
                LOCALHOST,
                port != null ? port : PORT.parse(PORT.defaultText().orElseThrow()),
                data != null ? data : defaultData(environment),
                true);
    }

    /** Returns those of a configured application; the command line wins over what the host has read. */
    static SampleSettings of(CommandLine commandLine, Settings settings, Environment environment) {
        Path data = commandLine.data();
        Integer port = commandLine.port();
        return new SampleSettings(
                settings.get(HOST),
                port != null ? port : settings.get(PORT),
                data != null ? data : settings.isSet(DATA) ? settings.get(DATA) : defaultData(environment),
                settings.get(DEMO_DATA));
    }

    /** Returns the folder beside the sources. The start script names it, because it can be called from anywhere. */
    private static Path defaultData(Environment environment) {
        String home = environment.property(HOME);
        return home == null ? DATA.parse(DATA.defaultText().orElseThrow()) : Path.of(home, "data");
    }
}
