package dev.gatehouse.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plain http to a host whose name contains an underscore, which {@link java.net.http.HttpClient} refuses. It blocks, so
 * it runs on a worker. The caller enforces the deadline of the whole exchange with {@link #abandon}.
 */
final class PlainConnection implements AutoCloseable {

    private final HttpURLConnection connection;

    PlainConnection(URI uri, @Nullable HttpProxy proxy, Duration connectTimeout, Duration timeout) throws IOException {
        this.connection = (HttpURLConnection)
                (proxy == null ? uri.toURL().openConnection() : uri.toURL().openConnection(route(proxy)));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAllowUserInteraction(false);
        // Not the default of the JVM, which may send its credentials to any host.
        connection.setAuthenticator(new Authenticator() {});
        connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
        connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
        connection.setRequestProperty("Connection", "close");
        String authorization = proxy == null ? null : proxy.authorization();
        if (authorization != null) {
            connection.setRequestProperty("Proxy-Authorization", authorization);
        }
    }

    private static Proxy route(HttpProxy proxy) {
        return proxy.direct()
                ? Proxy.NO_PROXY
                : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port()));
    }

    void header(String name, String value) {
        connection.setRequestProperty(name, value);
    }

    /** @param form the body of a POST; {@code null} for a GET */
    HttpReply exchange(@Nullable String form, int maxBody) throws IOException {
        if (form != null) {
            byte[] body = form.getBytes(StandardCharsets.US_ASCII);
            connection.setDoOutput(true);
            // A fixed length keeps the JDK from sending the request a second time.
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status;
        try {
            status = connection.getResponseCode();
        } catch (HttpRetryException challenged) {
            // 401 or 407 after a body that is not sent a second time.
            return new HttpReply(
                    challenged.responseCode(), HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);
        }
        if (status < 0) {
            throw new IOException("the response is not HTTP");
        }
        Map<String, List<String>> named = new HashMap<>(connection.getHeaderFields());
        named.remove(null);
        HttpHeaders headers = HttpHeaders.of(named, (name, value) -> true);
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] body = in == null ? new byte[0] : in.readNBytes(maxBody + 1);
            if (body.length > maxBody) {
                throw FetchException.tooLong(maxBody);
            }
            return new HttpReply(status, headers, body);
        }
    }

    /** Ends an exchange that another thread waits for. */
    void abandon() {
        connection.disconnect();
    }

    @Override
    public void close() {
        abandon();
    }
}
