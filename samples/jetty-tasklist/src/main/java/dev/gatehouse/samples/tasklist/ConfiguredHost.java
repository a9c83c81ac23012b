package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.SettingException;
import java.util.Objects;

/**
 * The host of an application with a settings file, before it is started or checked.
 *
 * @param builder has all settings and the access policy
 * @param settings the settings of the application
 */
record ConfiguredHost(Gatehouse.Builder builder, SampleSettings settings) {

    /**
     * Reads the settings file.
     *
     * @throws SettingException if a setting is invalid
     * @throws StartRefusedException if the data directory cannot be used
     */
    static ConfiguredHost of(CommandLine commandLine, Environment environment) {
        Gatehouse.Builder builder = SampleSettings.declare(environment.host().apply(Gatehouse.builder()))
                .settings(SessionDefaults.cookie())
                .settings(OriginalNames.settings(environment))
                .settingsFile(Objects.requireNonNull(commandLine.config()));
        try {
            // The default of a setting of the host depends on a setting of the application.
            SampleSettings own = SampleSettings.of(commandLine, builder.applicationSettings(), environment);
            ApiSettings api = ApiSettings.of(builder.applicationSettings());
            builder.settings(SessionDefaults.in(own.data())).policy(SampleServer.policy(api, false));
            return new ConfiguredHost(builder, own);
        } catch (SettingException refused) {
            throw withOriginalName(refused, environment);
        }
    }

    /** Returns the refusal with the name of the original that the value may come from, if there is one. */
    static SettingException withOriginalName(SettingException refused, Environment environment) {
        String variable = OriginalNames.nameFor(refused.key(), environment);
        return variable == null
                ? refused
                : new SettingException(
                        refused.key(), refused.getMessage() + " (the value may come from " + variable + ")");
    }
}
