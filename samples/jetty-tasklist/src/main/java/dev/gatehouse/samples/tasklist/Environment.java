package dev.gatehouse.samples.tasklist;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables and system properties.
 *
 * @param variables finds an environment variable
 * @param properties finds a system property
 */
record Environment(UnaryOperator<@Nullable String> variables, UnaryOperator<@Nullable String> properties) {

    /** Returns those of the process. */
    static Environment ofProcess() {
        return new Environment(System::getenv, System::getProperty);
    }

    /** Returns an environment with only these variables, for several applications in one process. */
    static Environment of(Map<String, String> variables) {
        return new Environment(variables::get, name -> null);
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
