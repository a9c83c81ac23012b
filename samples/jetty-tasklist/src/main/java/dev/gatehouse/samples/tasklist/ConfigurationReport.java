package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.ConfigurationCheck;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.io.PrintStream;
import java.util.List;

/** The command {@code --check}: validates the settings as a start does and prints them, and opens nothing. */
final class ConfigurationReport {

    private static final String DEFAULT = " (default)";

    private final CommandLine commandLine;
    private final Environment environment;
    private final PrintStream out;
    private final StartScript script;

    ConfigurationReport(CommandLine commandLine, Environment environment, PrintStream out, StartScript script) {
        this.commandLine = commandLine;
        this.environment = environment;
        this.out = out;
        this.script = script;
    }

    /**
     * Prints the effective settings with their origins, warnings, and whether they are valid. Secrets are masked.
     *
     * @param defaults whether to print settings that have their defaults, too
     * @throws SettingException if a start would be refused because of a setting
     * @throws StartRefusedException if a start would be refused for another reason that is known without opening
     *     anything
     */
    void print(boolean defaults) {
        ConfiguredHost configured = ConfiguredHost.of(commandLine, environment);
        ConfigurationCheck check = configured.builder().check();
        List<String> settings = check.settings();
        settings.stream().filter(line -> !line.endsWith(DEFAULT)).forEach(out::println);
        long omitted = settings.stream().filter(line -> line.endsWith(DEFAULT)).count();
        if (defaults) {
            settings.stream().filter(line -> line.endsWith(DEFAULT)).forEach(out::println);
        } else if (omitted > 0) {
            out.println("# " + omitted + " settings have their defaults; " + script.checkOfAll() + " prints them");
        }
        OriginalNames.report(environment, settings).forEach(line -> out.println("# " + line));
        check.warnings().forEach(line -> out.println("# warning: " + line));
        try {
            verify(check, configured);
        } catch (SettingException refused) {
            out.println("# The settings are REFUSED; the reason is on the standard error output.");
            out.flush();
            throw refused;
        }
        out.println("# The settings are valid. Nothing was opened, so it is not known whether servers and databases"
                + " answer.");
    }

    private void verify(ConfigurationCheck check, ConfiguredHost configured) {
        if (check.refusal().isPresent()) {
            throw ConfiguredHost.withOriginalName(check.refusal().get(), environment);
        }
        Settings own = configured.builder().applicationSettings();
        StoreSettings.of(own, configured.settings().data());
        ManagementSettings.of(own);
    }
}
