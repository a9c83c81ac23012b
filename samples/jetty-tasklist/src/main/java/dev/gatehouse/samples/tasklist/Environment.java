package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.Gatehouse;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables and system properties.
 *
 * @param variables finds an environment variable
 * @param properties finds a system property
 * @param host makes a host read the same ones
 */
record Environment(
        UnaryOperator<@Nullable String> variables,
        UnaryOperator<@Nullable String> properties,
        UnaryOperator<Gatehouse.Builder> host) {

    /** Has no names to compare misspelt ones with. */
    Environment(UnaryOperator<@Nullable String> variables, UnaryOperator<@Nullable String> properties) {
        this(variables, properties, builder -> builder.environment(variables, properties));
    }

    /** Returns those of the process. */
    static Environment ofProcess() {
        return new Environment(System::getenv, System::getProperty, builder -> builder);
    }

    /** Returns an environment with only these variables, for several applications in one process. */
    static Environment of(Map<String, String> variables) {
        return new Environment(variables::get, name -> null, builder -> builder.environment(variables, Map.of()));
    }

    @Nullable
    String variable(String name) {
        return variables.apply(name);
    }

    @Nullable
    String property(String name) {
        return properties.apply(name);
    }
}
