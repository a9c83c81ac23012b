package dev.gatehouse.cookie.testkit;

import dev.gatehouse.spi.stability.Incubating;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides tests with a real PostgreSQL, shared by all tests. If it can't be started, a test that uses it is skipped
 * with the reason; with {@code CI=true} it fails.
 *
 * @since 0.1
 */
@Incubating
public final class Postgres implements ParameterResolver {

    /** For {@code @ExtendWith}. */
    public Postgres() {}

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Postgres.class);

    /** The server, or the reason why it could not be started. */
    public static final class Server implements AutoCloseable {
        private final Available<EmbeddedPostgres> postgres = Available.start(
                "PostgreSQL",
                () -> EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setPGStartupWait(Duration.ofMinutes(10))
                        .start());

        private Server() {}

        /** Returns its port. */
        public int port() {
            return postgres.required().getPort();
        }

        /** Creates an empty database and returns its URL; the user is {@code postgres}. */
        public String newDatabase() {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection =
                            postgres.required().getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name;
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }

    static Server server(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Server.class, type -> new Server(), Server.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }
}
