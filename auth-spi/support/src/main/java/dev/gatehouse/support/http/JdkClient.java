package dev.gatehouse.support.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The client of the JDK. It is created on first use, because it starts threads and loads TLS, and an application with a
 * key file needs none. Thread-safe.
 */
final class JdkClient {

    private final Executor executor;
    private final Duration connectTimeout;
    private final OutgoingRoute route;
    private @Nullable HttpClient client;

    JdkClient(Executor executor, Duration connectTimeout, OutgoingRoute route) {
        this.executor = executor;
        this.connectTimeout = connectTimeout;
        this.route = route;
    }

    synchronized HttpClient get() {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout)
                    .executor(executor);
            if (route.tls() != null) {
                builder.sslContext(route.tls());
            }
            if (route.proxy() != null) {
                builder.proxy(route.proxy().selector());
            }
            client = detached(builder);
        }
        return client;
    }

    /**
     * Builds a client whose own thread does not keep the class loader of the application that asked first. Before Java
     * 21 a client cannot be closed; its thread ends by itself once the client has been collected.
     */
    private static HttpClient detached(HttpClient.Builder builder) {
        Thread thread = Thread.currentThread();
        ClassLoader application = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return builder.build();
        } finally {
            thread.setContextClassLoader(application);
        }
    }
}
