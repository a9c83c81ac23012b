package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of the application, which it declares with the host. Immutable.
 *
 * @param host the interface to listen on
 * @param port the port; 0 for any free port
 * @param idleTimeout how long a connection may be idle
 * @param data the directory of the database
 * @param demoData whether to create sample data
 */
record SampleSettings(String host, int port, Duration idleTimeout, Path data, boolean demoData) {

    /** The loopback interface. */
    static final String LOCALHOST = "localhost";

    /** The system property with the directory of the sample. */
    private static final String HOME = "gatehouse.sample-home";

    private static final Setting<Integer> PORT = Setting.integer(
                    "sample.port", "The port to listen on; 0 selects any free port.", 0, 65_535)
            .defaultsTo("8080");

    private static final Setting<String> HOST = Setting.of(
                    "sample.host",
                    "address or name",
                    "The interface to listen on: localhost for this machine only, 0.0.0.0 for all interfaces.",
                    text -> text)
            .defaultsTo(LOCALHOST);

    private static final Setting<Duration> IDLE_TIMEOUT = Setting.duration(
                    "sample.idle-timeout",
                    "How long a connection may be idle, between requests and within one. It must be longer than a proxy"
                            + " in front keeps idle connections: otherwise the proxy sends requests into connections"
                            + " that are just closed, and answers 502.",
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(10))
            .defaultsTo("30s");

    private static final Setting<Path> DATA = Setting.path(
                    "sample.data", "The directory of the database. It is created if it does not exist.")
            .defaultsTo("samples/jetty-tasklist/data");

    private static final Setting<Boolean> DEMO_DATA = Setting.flag(
                    "sample.demo-data", "Fills the database with sample processes, forms and tasks.")
            .defaultsTo("off");

    /** Returns the declarations, in the order of the configuration page. */
    static List<Setting<?>> declarations() {
        return Stream.<List<Setting<?>>>of(
                        List.of(PORT, HOST, IDLE_TIMEOUT, DATA, DEMO_DATA),
                        ManagementSettings.declarations(),
                        LogSettings.declarations(),
                        StoreSettings.declarations(),
                        ApiSettings.declarations())
                .flatMap(List::stream)
                .toList();
    }

    /** Reads the settings from the host. */
    static Gatehouse.Builder declare(Gatehouse.Builder builder) {
        return builder.declare(declarations().toArray(new Setting<?>[0]));
    }

    /**
     * Reads the settings that the demo has too. The others come from the command line and from code, so that variables
     * of the environment do not open the demo to other machines.
     */
    static Gatehouse.Builder declareOfDemo(Gatehouse.Builder builder) {
        return builder.declare(declarationsOfDemo().toArray(new Setting<?>[0]));
    }

    /** Returns the declarations of those. */
    static List<Setting<?>> declarationsOfDemo() {
        return Stream.<List<Setting<?>>>of(
                        StoreSettings.declarations(), ManagementSettings.declarations(), LogSettings.declarations())
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the settings of the demo, which always listens on the loopback interface. */
    static SampleSettings ofDemo(CommandLine commandLine, Environment environment) {
        Path data = commandLine.data();
        Integer port = commandLine.port();
        return new SampleSettings(
                LOCALHOST,
                port != null ? port : PORT.parse(PORT.defaultText().orElseThrow()),
                IDLE_TIMEOUT.parse(IDLE_TIMEOUT.defaultText().orElseThrow()),
                data != null ? data : defaultData(environment),
                true);
    }

    /** Returns the settings of a configured application. The command line overrides the settings of the host. */
    static SampleSettings of(CommandLine commandLine, Settings settings, Environment environment) {
        Path data = commandLine.data();
        Integer port = commandLine.port();
        return new SampleSettings(
                settings.get(HOST),
                port != null ? port : settings.get(PORT),
                settings.get(IDLE_TIMEOUT),
                data != null ? data : settings.isSet(DATA) ? settings.get(DATA) : defaultData(environment),
                settings.get(DEMO_DATA));
    }

    /**
     * Returns the default data directory in the source tree. The start script passes its location, because the working
     * directory may be any.
     */
    private static Path defaultData(Environment environment) {
        String home = environment.property(HOME);
        return home == null ? DATA.parse(DATA.defaultText().orElseThrow()) : Path.of(home, "data");
    }
}
