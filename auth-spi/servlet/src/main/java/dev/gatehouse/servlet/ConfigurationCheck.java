package dev.gatehouse.servlet;

import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.stability.Incubating;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@link Gatehouse.Builder#check()}. Contains no secret. Immutable.
 *
 * @since 0.1
 */
@Incubating
public final class ConfigurationCheck {

    private final List<String> settings;
    private final List<String> warnings;
    private final @Nullable SettingException refusal;

    ConfigurationCheck(List<String> settings, List<String> warnings, @Nullable SettingException refusal) {
        this.settings = List.copyOf(settings);
        this.warnings = List.copyOf(warnings);
        this.refusal = refusal;
    }

    /** Returns whether a host would start with these settings, as far as that can be said without opening anything. */
    public boolean passed() {
        return refusal == null;
    }

    /**
     * Returns the effective settings, one per line with its origin, as {@link Gatehouse#describeSettings()} does.
     * Secrets are masked. Empty if the settings could not be read.
     */
    public List<String> settings() {
        return settings;
    }

    /** Returns what should be changed although it does not prevent the start, one sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns the exception with which {@link Gatehouse.Builder#start()} would refuse the start. */
    public Optional<SettingException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Returns the problems, one per line of the message with which the start would be refused; empty if it passed. */
    public List<String> errors() {
        return refusal == null
                ? List.of()
                : String.valueOf(refusal.getMessage()).lines().toList();
    }

    /** Contains the number of errors and warnings. */
    @Override
    public String toString() {
        return "ConfigurationCheck[" + errors().size() + " errors, " + warnings.size() + " warnings]";
    }
}
