package dev.gatehouse.tasklist.service;

import dev.gatehouse.spi.stability.Internal;

/**
 * The interface that an operation came through. The interfaces differ in one message and in one rule.
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

    /** Returns the message that refuses to change a task managed by the engine. */
    String engineTask() {
        return refusal;
    }
}
