package dev.gatehouse.spring;

import dev.gatehouse.spi.settings.SettingException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** Says which setting prevented the start, and in which file and line Spring found it. Never shows a value. */
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<SettingException> {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;:`]+");
    private static final String ACTION = "Correct the settings in the properties of the application, in environment"
            + " variables or in system properties. docs/configuration.md of Gatehouse lists all settings.";

    private final Environment environment;

    /** @param environment that of the application, from Spring */
    SettingFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingException cause) {
        String message = String.valueOf(cause.getMessage());
        Set<String> words = new LinkedHashSet<>();
        words.add(cause.key());
        BETWEEN_WORDS.splitAsStream(message).filter(SpringSettings::isOurs).forEach(words::add);
        StringBuilder description = new StringBuilder("Gatehouse cannot start:\n\n").append(message);
        for (String word : words) {
            String origin = origin(word);
            if (origin != null) {
                description.append("\n\n").append(word).append(" is set in ").append(origin);
            }
        }
        return new FailureAnalysis(description.toString(), ACTION, cause);
    }

    /** Returns where a property was set; {@code null} if Spring does not know. */
    private @Nullable String origin(String name) {
        if (!(environment instanceof ConfigurableEnvironment configurable)) {
            return null;
        }
        for (PropertySource<?> source : configurable.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (String candidate : new String[] {name, name + "[0]"}) {
                    if (enumerable.containsProperty(candidate)) {
                        Origin origin = OriginLookup.getOrigin(source, candidate);
                        return origin == null ? source.getName() : origin.toString();
                    }
                }
            }
        }
        return null;
    }
}
