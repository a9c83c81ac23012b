package dev.gatehouse.jwt.provider;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.http.BearerFile;
import dev.gatehouse.support.http.HttpProxy;
import dev.gatehouse.support.http.OutgoingRoute;
import dev.gatehouse.support.http.TrustedAuthorities;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How this application reaches one issuer: the authorities that may vouch for its certificate, a proxy, and a token for
 * requests for keys. {@code toString()} shows no credential. Immutable.
 *
 * @since 0.1
 */
@Incubating
public final class ProviderAccess {

    /** As the properties of the JVM say. */
    public static final ProviderAccess DEFAULT = new ProviderAccess(null, null, null);

    private final @Nullable Path authorityFile;
    private final @Nullable HttpProxy proxy;
    private final @Nullable Path bearerFile;

    private ProviderAccess(@Nullable Path authorityFile, @Nullable HttpProxy proxy, @Nullable Path bearerFile) {
        this.authorityFile = authorityFile;
        this.proxy = proxy;
        this.bearerFile = bearerFile;
    }

    /**
     * Trusts the authorities in a file, and no others, to vouch for the issuer's certificate.
     *
     * @param file certificates in PEM form; read again when it changes
     */
    public ProviderAccess authorityFile(Path file) {
        return new ProviderAccess(Objects.requireNonNull(file, "file"), proxy, bearerFile);
    }

    /**
     * Sends requests through a proxy.
     *
     * @param url its URL, such as {@code http://proxy.example.com:3128}, or {@code none} to connect directly
     * @throws IllegalArgumentException if it is not the URL of a proxy
     */
    public ProviderAccess proxy(String url) {
        return proxy(HttpProxy.parse(url));
    }

    /**
     * Sends requests through a proxy with HTTP Basic. For https the JVM must have been started with an empty
     * {@code jdk.http.auth.tunneling.disabledSchemes}.
     *
     * @param url its URL, such as {@code http://proxy.example.com:3128}
     * @param user the user
     * @param password the password
     * @throws IllegalArgumentException if it is not the URL of a proxy, or if the user contains a colon
     */
    public ProviderAccess proxy(String url, String user, Secret password) {
        HttpProxy parsed = HttpProxy.parse(url);
        if (parsed.direct()) {
            throw new IllegalArgumentException("expected a proxy for the user");
        }
        return proxy(parsed.as(user, password.reveal()));
    }

    public ProviderAccess proxy(HttpProxy chosen) {
        return new ProviderAccess(authorityFile, chosen, bearerFile);
    }

    /**
     * Sends a bearer token with requests for metadata and keys, to the configured origin alone.
     *
     * @param file holds the token; read for each request
     */
    public ProviderAccess bearerFile(Path file) {
        return new ProviderAccess(authorityFile, proxy, Objects.requireNonNull(file, "file"));
    }

    @Nullable
    public HttpProxy proxy() {
        return proxy;
    }

    @Nullable
    public Path bearerFile() {
        return bearerFile;
    }

    @Nullable
    Path authorityFile() {
        return authorityFile;
    }

    public boolean isDefault() {
        return authorityFile == null && proxy == null && bearerFile == null;
    }

    /**
     * Returns how to reach a server.
     *
     * @param place the configured URL, whose origin gets the bearer token
     * @throws IllegalArgumentException if a file cannot be used
     */
    public OutgoingRoute route(URI place) {
        SSLContext tls = null;
        if (authorityFile != null) {
            try {
                tls = TrustedAuthorities.tls(authorityFile);
            } catch (IllegalArgumentException unusable) {
                throw new IllegalArgumentException(
                        "the authority file " + authorityFile + " " + unusable.getMessage(), unusable);
            }
        }
        return new OutgoingRoute(tls, proxy, bearerFile == null ? null : new BearerFile(bearerFile, place));
    }

    @Override
    public String toString() {
        return "ProviderAccess[" + authorityFile + ", " + proxy + ", " + bearerFile + "]";
    }
}
