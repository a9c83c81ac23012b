package dev.gatehouse.testkit;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.stability.Incubating;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for tests, for extractors and for endpoints: {@code TestRequest.get("/tasks").withHeader("Authorization",
 * "Bearer x")}.
 *
 * <p>It comes from 203.0.113.7 over TLS, its URL is {@code https://app.example.com} and the path, and it has neither
 * query nor body. The {@code with} methods return a copy with an added or changed value.
 * {@link #seenBy(CredentialSource)} is what the host would show to one mechanism. Immutable.
 *
 * @since 0.1
 */
@Incubating
public final class TestRequest implements EndpointRequest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private String method;
    private String path;
    private String externalUrl;
    private String clientAddress = "203.0.113.7";
    private boolean secure = true;
    private @Nullable X509Certificate certificate;
    private @Nullable String contentType;
    private byte[] body = new byte[0];
    private @Nullable String rawQuery;
    private Fields headers = Fields.NONE;
    private Fields cookies = Fields.NONE;
    private Fields query = Fields.NONE;
    private Fields form = Fields.NONE;

    private TestRequest(String method, String path, String externalUrl) {
        this.method = Objects.requireNonNull(method, "method");
        this.path = path;
        this.externalUrl = Objects.requireNonNull(externalUrl, "externalUrl");
    }

    /**
     * Returns an empty request with this method.
     *
     * @param path the decoded path, beginning with a slash
     */
    public static TestRequest of(String method, String path) {
        if (!path.startsWith("/") || path.indexOf('?') >= 0) {
            throw new IllegalArgumentException(
                    "expected a path that starts with a slash and has no query, but got " + path);
        }
        return new TestRequest(method, path, "https://app.example.com" + path);
    }

    /** Returns an empty GET request. */
    public static TestRequest get(String path) {
        return of("GET", path);
    }

    /** Returns an empty POST request. */
    public static TestRequest post(String path) {
        return of("POST", path);
    }

    /** Returns a copy with another method. */
    public TestRequest withMethod(String other) {
        TestRequest copy = copy();
        copy.method = Objects.requireNonNull(other, "other");
        return copy;
    }

    /**
     * Returns a copy with another path. {@link #path()} is this path decoded, and {@link #externalUrl()} keeps its
     * scheme and host and ends with this path as it is. The query stays.
     *
     * @param encodedPath the path as a client sends it, percent-encoded, beginning with a slash
     * @throws IllegalArgumentException if it is no such path, or contains a query or a fragment
     */
    public TestRequest withPath(String encodedPath) {
        URI uri = URI.create("https://app.example.com" + encodedPath);
        if (!encodedPath.startsWith("/") || !encodedPath.equals(uri.getRawPath())) {
            throw new IllegalArgumentException(
                    "expected a path that starts with a slash and has no query, but got " + encodedPath);
        }
        int host = externalUrl.indexOf("://") + "://".length();
        int old = externalUrl.indexOf('/', host);
        TestRequest copy = copy();
        copy.path = uri.getPath();
        copy.externalUrl = (old < 0 ? externalUrl : externalUrl.substring(0, old)) + encodedPath;
        return copy;
    }

    /** Returns a copy with another {@link #externalUrl()}. The {@link #path()} stays; see {@link #withPath(String)}. */
    public TestRequest withUrl(String url) {
        TestRequest copy = copy();
        copy.externalUrl = Objects.requireNonNull(url, "url");
        return copy;
    }

    /**
     * Returns a copy with one more header line.
     *
     * @throws IllegalArgumentException for {@code Cookie}, which mechanisms only see through {@link #cookies(String)}
     */
    public TestRequest withHeader(String name, String value) {
        if (name.equalsIgnoreCase("Cookie")) {
            throw new IllegalArgumentException("use withCookie(name, value)");
        }
        TestRequest copy = copy();
        copy.headers = headers.with(name, value);
        return copy;
    }

    /** Returns a copy with one more cookie. */
    public TestRequest withCookie(String name, String value) {
        TestRequest copy = copy();
        copy.cookies = cookies.with(name, value);
        return copy;
    }

    /** Returns a copy with one more parameter of the query, which becomes its encoded form. */
    public TestRequest withQuery(String name, String value) {
        TestRequest copy = copy();
        copy.query = query.with(name, value);
        copy.rawQuery = null;
        return copy;
    }

    /**
     * Returns a copy with this query exactly as a client sends it, for mechanisms that sign it. It has no
     * {@linkplain #queryParameters(String) parameters} for endpoints.
     *
     * @param raw the query without the question mark
     */
    public TestRequest withRawQuery(String raw) {
        TestRequest copy = copy();
        copy.query = Fields.NONE;
        copy.rawQuery = Objects.requireNonNull(raw, "raw");
        return copy;
    }

    /** Returns a copy with one more parameter of a form, which becomes its body. */
    public TestRequest withForm(String name, String value) {
        TestRequest copy = copy();
        copy.form = form.with(name, value);
        copy.contentType = FORM;
        copy.body = copy.form.formEncoded().getBytes(StandardCharsets.UTF_8);
        return copy;
    }

    /**
     * Returns a copy with this body and without a form.
     *
     * @param mediaType its media type, without parameters
     */
    public TestRequest withBody(String mediaType, byte[] content) {
        TestRequest copy = copy();
        copy.form = Fields.NONE;
        copy.contentType = mediaType.toLowerCase(Locale.ROOT);
        copy.body = content.clone();
        return copy;
    }

    /** Returns a copy with this string as its body, in UTF-8. */
    public TestRequest withBody(String mediaType, String content) {
        return withBody(mediaType, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a copy from another address. */
    public TestRequest withClientAddress(String address) {
        TestRequest copy = copy();
        copy.clientAddress = Objects.requireNonNull(address, "address");
        return copy;
    }

    /** Returns a copy that came over TLS, or not. */
    public TestRequest withSecure(boolean tls) {
        TestRequest copy = copy();
        copy.secure = tls;
        return copy;
    }

    /** Returns a copy whose client presented this certificate. */
    public TestRequest withCertificate(X509Certificate presented) {
        TestRequest copy = copy();
        copy.certificate = Objects.requireNonNull(presented, "presented");
        return copy;
    }

    /**
     * Returns this request as the host shows it to a mechanism with this source: without the cookies and without the
     * {@code Authorization} header that are not its own.
     */
    public RequestView seenBy(CredentialSource source) {
        TestRequest copy = copy();
        boolean authorization = source.kind() == CredentialSource.Kind.AUTHORIZATION;
        boolean cookie = source.kind() == CredentialSource.Kind.COOKIE;
        copy.headers = headers.onlyIf(name -> authorization || !name.equalsIgnoreCase("Authorization"));
        copy.cookies = cookies.onlyIf(name -> cookie && name.equals(source.name()));
        return copy;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String externalUrl() {
        return externalUrl;
    }

    @Override
    public String query() {
        return rawQuery == null ? query.formEncoded() : rawQuery;
    }

    @Override
    public List<String> headers(String name) {
        if (name.equalsIgnoreCase("Proxy-Authorization")) {
            return List.of();
        }
        return headers.values(name::equalsIgnoreCase);
    }

    @Override
    public List<String> cookies(String name) {
        Set<String> distinct = new LinkedHashSet<>(cookies.values(name::equals));
        return List.copyOf(distinct);
    }

    @Override
    public Map<String, List<String>> cookiesByPrefix(String prefix) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String name : cookies.names()) {
            if (name.startsWith(prefix)) {
                found.put(name, cookies(name));
            }
        }
        return found;
    }

    @Override
    public String clientAddress() {
        return clientAddress;
    }

    @Override
    public boolean secure() {
        return secure;
    }

    @Override
    public Optional<X509Certificate> clientCertificate() {
        return Optional.ofNullable(certificate);
    }

    @Override
    public List<String> queryParameters(String name) {
        return query.values(name::equals);
    }

    @Override
    public List<String> formParameters(String name) {
        return form.values(name::equals);
    }

    @Override
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Shows method, path, and the names of headers and cookies; no value. */
    @Override
    public String toString() {
        return method + " " + path + " headers=" + headers + " cookies=" + cookies;
    }

    /** Returns a copy with this header in place of every line of that name. */
    TestRequest replacingHeader(String name, String value) {
        TestRequest copy = copy();
        copy.headers = headers.onlyIf(other -> !other.equalsIgnoreCase(name)).with(name, value);
        return copy;
    }

    /** Returns a copy with this cookie in place of every one of that name. */
    TestRequest replacingCookie(String name, String value) {
        TestRequest copy = copy();
        copy.cookies = cookies.onlyIf(other -> !other.equals(name)).with(name, value);
        return copy;
    }

    /** Returns a copy without this header. */
    TestRequest withoutHeader(String name) {
        TestRequest copy = copy();
        copy.headers = headers.onlyIf(other -> !other.equalsIgnoreCase(name));
        return copy;
    }

    /** Returns a copy without what a source names. */
    TestRequest without(CredentialSource source) {
        TestRequest copy = copy();
        copy.headers = headers.onlyIf(name -> source.names().stream().noneMatch(name::equalsIgnoreCase));
        copy.cookies = cookies.onlyIf(name -> !name.equals(source.name()));
        copy.certificate = source.kind() == CredentialSource.Kind.CLIENT_CERTIFICATE ? null : certificate;
        return copy;
    }

    Set<String> headerNames() {
        return headers.names();
    }

    Set<String> cookieNames() {
        return cookies.names();
    }

    private TestRequest copy() {
        TestRequest copy = new TestRequest(method, path, externalUrl);
        copy.clientAddress = clientAddress;
        copy.secure = secure;
        copy.certificate = certificate;
        copy.contentType = contentType;
        copy.body = body;
        copy.rawQuery = rawQuery;
        copy.headers = headers;
        copy.cookies = cookies;
        copy.query = query;
        copy.form = form;
        return copy;
    }
}
