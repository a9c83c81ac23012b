package dev.gatehouse.samples.tasklist;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where sessions are kept when nothing else is set: in the folder of the data, so that whoever is logged in still is after a restart. Stateless. */
final class SessionDefaults {

    /** The setting with the database of the sessions. */
    static final String URL = "auth.sessions.jdbc.url";

    private SessionDefaults() {}

    /** Returns the settings, of the lowest rank. */
    static Map<String, String> in(Path data) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("auth.sessions", "jdbc");
        settings.put(URL, url(data, "sessions"));
        return settings;
    }

    /**
     * Returns the URL of a database in a folder.
     *
     * @throws StartRefusedException if the folder's path has a character that such a URL has another use for
     */
    static String url(Path data, String name) {
        Path file = data.toAbsolutePath().normalize().resolve(name);
        if (file.toString().indexOf(';') >= 0) {
            throw new StartRefusedException("the data folder " + data
                    + " can't be used: its path must not contain ';'. Choose another with --data or sample.data");
        }
        return "jdbc:h2:file:" + file;
    }

    /** Returns the folder that {@link SampleSettings} will name. The host, which reads the file with care, is made with it, so this looks for the one key alone. */
    static Path folder(CommandLine commandLine, Environment environment) {
        Properties file = new Properties();
        Path config = commandLine.config();
        if (config != null) {
            try (Reader reader = Files.newBufferedReader(config, StandardCharsets.UTF_8)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                // The host says so in a moment, with file and line.
                return Path.of(SampleSetting.DATA.defaultText());
            }
        }
        @Nullable String named = file.getProperty(SampleSetting.DATA.key());
        return SampleSettings.data(
                commandLine, named == null ? Map.of() : Map.of(SampleSetting.DATA.key(), named), environment);
    }
}
