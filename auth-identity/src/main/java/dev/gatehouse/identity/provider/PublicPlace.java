package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where browsers see this application. Immutable.
 *
 * @param root the URL of the application without its context path, as it is configured; {@code null} to take it from
 *     each request
 * @since 0.1
 */
@Internal
public record PublicPlace(@Nullable URI root) {

    /** Returns the context path, from the request to an endpoint; empty at the root. */
    public static String contextPath(RequestView request) {
        String path = URI.create(request.externalUrl()).getRawPath();
        return path.endsWith(request.path())
                ? path.substring(0, path.length() - request.path().length())
                : "";
    }

    /**
     * Returns the URL of a path of the application.
     *
     * @param path the path below the context path
     */
    public URI url(RequestView request, String path) {
        URI used = URI.create(request.externalUrl());
        String base = root == null ? used.getScheme() + "://" + used.getRawAuthority() : withoutSlash(root.toString());
        return URI.create(base + contextPath(request) + path);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
