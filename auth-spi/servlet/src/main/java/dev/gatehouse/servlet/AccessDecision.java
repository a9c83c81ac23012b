package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.spi.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The decision of the host about one request.
 *
 * @param connection how the client reached the application
 * @param path the path that was checked, decoded and without the context path
 * @param rule the rule that applies
 * @param result who is calling
 * @param decided whether the chain looked for credentials; {@code false} below an open rule
 */
record AccessDecision(
        ClientConnection.Known connection, String path, AccessRule rule, ChainResult.Admitted result, boolean decided) {

    /** Returns a decision that was made without reading credentials. */
    static AccessDecision undecided(ClientConnection.Known connection, String path, AccessRule rule) {
        return new AccessDecision(connection, path, rule, ChainResult.ANONYMOUS, false);
    }

    /** Returns a decision with the result of the chain. */
    static AccessDecision decided(
            ClientConnection.Known connection, String path, AccessRule rule, ChainResult.Admitted result) {
        return new AccessDecision(connection, path, rule, result, true);
    }

    @Nullable
    Caller caller() {
        return result.caller();
    }

    @Override
    public String toString() {
        return "AccessDecision[path=" + path + ", rule=" + rule.name() + ", caller=" + result.caller() + "]";
    }
}
