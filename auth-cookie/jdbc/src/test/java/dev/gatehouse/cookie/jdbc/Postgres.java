package dev.gatehouse.cookie.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a real PostgreSQL, the same one to all. Where there is none the test is skipped and says why; with {@code CI=true} it fails. */
public final class Postgres implements ParameterResolver {

    /** For {@code @ExtendWith}. */
    public Postgres() {}

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Postgres.class);

    /** The server, or why there is none. */
    public static final class Server implements AutoCloseable {
        private final @Nullable EmbeddedPostgres postgres;
        private final @Nullable Exception problem;

        private Server() {
            EmbeddedPostgres started = null;
            Exception failure = null;
            try {
                started = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
            postgres = started;
            problem = failure;
        }

        private EmbeddedPostgres required() {
            if (postgres == null) {
                if ("true".equals(System.getenv("CI"))) {
                    throw new IllegalStateException("PostgreSQL could not be started", problem);
                }
                Assumptions.abort("PostgreSQL could not be started: " + problem);
            }
            return Objects.requireNonNull(postgres);
        }

        /** Returns its port. */
        public int port() {
            return required().getPort();
        }

        /** Makes an empty database and returns its URL; the user is {@code postgres}. */
        public String newDatabase() {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = required().getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name;
        }

        @Override
        public void close() throws IOException {
            if (postgres != null) {
                postgres.close();
            }
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
        Server server = server(context);
        server.required();
        return server;
    }
}
