package dev.gatehouse.keycloak;

import dev.gatehouse.spi.stability.Internal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link KeycloakServer} of the JVM, which is started for the first of them and ended after the
 * last.
 *
 * @since 0.1
 */
@Internal
public final class Keycloak implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Keycloak.class);

    /** How the start went, kept so that it is not tried again for every class. */
    private record Outcome(@Nullable KeycloakServer server, String problem) implements AutoCloseable {

        static Outcome ofStart() {
            try {
                Path home = Path.of(System.getProperty("keycloak.home"));
                Path log = Path.of(System.getProperty("keycloak.log"));
                return new Outcome(KeycloakServer.startFresh(home, log), "");
            } catch (KeycloakServer.NotStartedException failure) {
                return new Outcome(null, String.valueOf(failure.getMessage()));
            }
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Outcome outcome = outcome(context);
        Prerequisite.require(outcome.server != null, outcome.problem);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KeycloakServer.class;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return outcome(context).server;
    }

    private static Outcome outcome(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Outcome.class, key -> Outcome.ofStart(), Outcome.class);
    }
}
