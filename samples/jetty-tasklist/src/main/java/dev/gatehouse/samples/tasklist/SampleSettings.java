package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.settings.NearestName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link SampleSetting}s. Immutable.
 *
 * @param host where to listen
 * @param port where to listen; 0 for any free port
 * @param data the folder of the database
 * @param demoData whether to fill the database
 */
record SampleSettings(String host, int port, Path data, boolean demoData) {

    /** The system property with the folder of the sample. */
    private static final String HOME = "sample.home";

    /** What every machine calls itself. */
    static final String LOCALHOST = "localhost";

    /** Those of the demonstration: this machine alone, whatever the environment says. */
    static SampleSettings ofDemo(CommandLine commandLine, Environment environment) {
        Path data = commandLine.data();
        Integer port = commandLine.port();
        return new SampleSettings(
                LOCALHOST,
                port != null ? port : Integer.parseInt(SampleSetting.PORT.defaultText()),
                data != null ? data : Path.of(defaultData(environment)),
                true);
    }

    /** The folder beside the sources, which the start script names, since it may be called from anywhere. */
    private static String defaultData(Environment environment) {
        String home = environment.property(HOME);
        return home == null
                ? SampleSetting.DATA.defaultText()
                : Path.of(home, "data").toString();
    }

    /**
     * Those of a configured application. The command line wins over system properties, these over environment variables, these over the file.
     *
     * @param file the keys of the file that begin with {@code sample.}
     * @throws StartRefusedException if one is unknown or can't be used
     */
    static SampleSettings of(CommandLine commandLine, Map<String, String> file, Environment environment) {
        Reader reader = new Reader(commandLine.config(), file, environment);
        reader.refuseUnknown();
        Integer port = commandLine.port();
        Path data = commandLine.data();
        return new SampleSettings(
                reader.text(SampleSetting.HOST),
                port != null ? port : reader.port(),
                data != null ? data : reader.path(SampleSetting.DATA),
                reader.flag(SampleSetting.DEMO_DATA));
    }

    /** The folder of the database alone, as {@link #of} finds it. */
    static Path data(CommandLine commandLine, Map<String, String> file, Environment environment) {
        Path data = commandLine.data();
        return data != null ? data : new Reader(commandLine.config(), file, environment).path(SampleSetting.DATA);
    }

    /** Finds values and says where they come from. */
    private static final class Reader {
        private final @Nullable Path config;
        private final Map<String, String> file;
        private final Map<SampleSetting, String> texts = new EnumMap<>(SampleSetting.class);
        private final Map<SampleSetting, String> places = new EnumMap<>(SampleSetting.class);

        private Reader(@Nullable Path config, Map<String, String> file, Environment environment) {
            this.config = config;
            this.file = file;
            for (SampleSetting setting : SampleSetting.values()) {
                String fallback = setting == SampleSetting.DATA ? defaultData(environment) : setting.defaultText();
                put(setting, fallback, "the default");
                put(setting, file.get(setting.key()), place(setting.key()));
                put(setting, environment.variable(setting.variable()), "environment variable " + setting.variable());
                put(setting, environment.property(setting.key()), "system property");
            }
        }

        private void put(SampleSetting setting, @Nullable String text, String place) {
            if (text != null) {
                texts.put(setting, text.strip());
                places.put(setting, place);
            }
        }

        private void refuseUnknown() {
            List<String> known = Arrays.stream(SampleSetting.values())
                    .map(SampleSetting::key)
                    .toList();
            for (String key : file.keySet()) {
                if (!known.contains(key)) {
                    String near = NearestName.to(key, known)
                            .map(name -> "; did you mean " + name + "?")
                            .orElse("; there are " + String.join(", ", known));
                    throw new StartRefusedException(place(key) + ": " + key + " is no known setting" + near);
                }
            }
        }

        private String text(SampleSetting setting) {
            String text = texts.getOrDefault(setting, "");
            if (text.isEmpty()) {
                throw refuse(setting);
            }
            return text;
        }

        private int port() {
            try {
                int port = Integer.parseInt(text(SampleSetting.PORT));
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException notANumber) {
                // the same message as for a number out of range
            }
            throw refuse(SampleSetting.PORT);
        }

        private Path path(SampleSetting setting) {
            try {
                return Path.of(text(setting));
            } catch (InvalidPathException invalid) {
                throw refuse(setting);
            }
        }

        private boolean flag(SampleSetting setting) {
            return switch (text(setting).toLowerCase(Locale.ROOT)) {
                case "on", "true" -> true;
                case "off", "false" -> false;
                default -> throw refuse(setting);
            };
        }

        private StartRefusedException refuse(SampleSetting setting) {
            return new StartRefusedException(places.get(setting) + ": " + setting.key() + ": expected " + setting.type()
                    + ", such as " + setting.defaultText());
        }

        /** File and line of a key; the host has read the file before, so it is there and well-formed. */
        private String place(String key) {
            if (config == null) {
                return "configuration";
            }
            try {
                List<String> lines = Files.readAllLines(config, StandardCharsets.UTF_8);
                for (int i = 0; i < lines.size(); i++) {
                    String line = lines.get(i).strip();
                    if (line.startsWith(key)
                            && (line.length() == key.length() || "=: \t".indexOf(line.charAt(key.length())) >= 0)) {
                        return config + ":" + (i + 1);
                    }
                }
            } catch (IOException changedMeanwhile) {
                // the name of the file is enough
            }
            return config.toString();
        }
    }
}
