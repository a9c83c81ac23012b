package dev.gatehouse.cookie.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides tests with a real Redis, shared by all tests. If it can't be started, the test is skipped with the reason;
 * with {@code CI=true} it fails.
 *
 * @since 0.1
 */
@Incubating
public final class Redis implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Redis.class);

    /** For {@code @ExtendWith}. */
    public Redis() {}

    /** The server, or the reason why it could not be started. */
    public static final class Shared implements Closeable {

        private final AtomicInteger prefixes = new AtomicInteger();
        private final Path folder;
        private final Available<RedisServer> redis;

        private Shared() {
            try {
                folder = Files.createTempDirectory("redis");
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
            redis = Available.start("Redis", () -> RedisServer.start(folder));
        }

        /** Returns the server. All tests share it: do not change its settings. */
        public RedisServer server() {
            return redis.required();
        }

        /** Returns an unused prefix, so that a test sees no keys of others. */
        public String newPrefix() {
            return "t" + prefixes.incrementAndGet() + ":";
        }

        @Override
        public void close() throws IOException {
            redis.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Starts a server for one test, which closes it. */
    public static RedisServer start(Path folder, String... options) {
        return Available.start("Redis", () -> RedisServer.start(folder, options))
                .required();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shared.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared =
                context.getRoot().getStore(NAMESPACE).computeIfAbsent(Shared.class, type -> new Shared(), Shared.class);
        shared.server();
        return shared;
    }
}
