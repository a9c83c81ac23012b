package dev.gatehouse.cookie.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A server that tests need, or the reason why it could not be started.
 *
 * @param <T> the server
 * @since 0.1
 */
@Incubating
public final class Available<T extends Closeable> implements Closeable {

    /**
     * Starts a server.
     *
     * @param <T> the server
     */
    @FunctionalInterface
    public interface Start<T> {
        /**
         * Starts the server.
         *
         * @throws Exception if it cannot be started here
         */
        T run() throws Exception;
    }

    private final String name;
    private final @Nullable T server;
    private final @Nullable Exception problem;

    private Available(String name, @Nullable T server, @Nullable Exception problem) {
        this.name = name;
        this.server = server;
        this.problem = problem;
    }

    /** Starts a server if that is possible here. */
    public static <T extends Closeable> Available<T> start(String name, Start<? extends T> start) {
        try {
            return new Available<>(name, start.run(), null);
        } catch (Exception failure) {
            return new Available<>(name, null, failure);
        }
    }

    /** Returns the server. If there is none, the test is skipped with the reason; with {@code CI=true} it fails. */
    public T required() {
        if (server == null) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(name + " could not be started", problem);
            }
            Assumptions.abort(name + " could not be started: " + problem);
        }
        return Objects.requireNonNull(server);
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
