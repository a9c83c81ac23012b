package dev.gatehouse.tasklist.service;

import dev.gatehouse.spi.stability.Internal;

/**
 * Through which of the two interfaces a rule was asked; they word one refusal differently.
 *
 * @since 0.1
 */
@Internal
public enum Dialect {
    REST("This operation is not supported using Tasklist V1 API. Please use the latest API."),
    GRAPHQL("This operation is not supported using Tasklist graphql API. Please use the latest REST API.");

    private final String refusal;

    Dialect(String refusal) {
        this.refusal = refusal;
    }

    /** What is said about a task that only the engine itself can change. */
    String engineTask() {
        return refusal;
    }
}
