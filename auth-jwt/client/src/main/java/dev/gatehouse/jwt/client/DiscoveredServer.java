package dev.gatehouse.jwt.client;

import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.support.http.HttpReply;
import dev.gatehouse.support.http.RetryAfter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint from the metadata of an issuer (OpenID Connect Discovery section 4, RFC 8414 section 3). The
 * result is cached for one hour, and used for longer while the metadata is unavailable. Thread-safe.
 */
final class DiscoveredServer implements ServerLocator {

    private static final Duration LIFE = Duration.ofHours(1);

    private record Found(ServerAddress address, Instant since) {}

    private final String issuer;
    private final URI base;
    private final TransportRule rule;
    private final Exchange exchange;
    private final Clock clock;
    private volatile @Nullable Found found;

    DiscoveredServer(String issuer, TransportRule rule, Exchange exchange, Clock clock) {
        URI checked = rule.check("the issuer", issuer);
        if (checked.getRawQuery() != null) {
            throw new IllegalArgumentException("the issuer must not have a query");
        }
        this.issuer = issuer;
        this.base = URI.create(issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer);
        this.rule = rule;
        this.exchange = exchange;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<ServerAddress> locate() {
        Found known = found;
        Instant now = clock.instant();
        if (known != null && !now.isBefore(known.since) && now.isBefore(known.since.plus(LIFE))) {
            return CompletableFuture.completedFuture(known.address);
        }
        return metadata()
                .thenApply(this::address)
                .handle((address, failure) -> {
                    if (address != null) {
                        found = new Found(address, now);
                        return CompletableFuture.completedFuture(address);
                    }
                    return known != null
                            ? CompletableFuture.completedFuture(known.address)
                            : CompletableFuture.<ServerAddress>failedFuture(failure);
                })
                .thenCompose(located -> located);
    }

    /**
     * Tries the path of RFC 8414 second, for servers that do not support the path of OpenID Connect. It has the
     * well-known part between host and path.
     */
    private CompletableFuture<HttpReply> metadata() {
        return exchange.send(Exchange.get(URI.create(base + "/.well-known/openid-configuration")))
                .thenCompose(reply -> reply.status() == 404
                        ? exchange.send(Exchange.get(authorizationServerMetadata()))
                        : CompletableFuture.completedFuture(reply));
    }

    private URI authorizationServerMetadata() {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return URI.create(
                base.getScheme() + "://" + base.getRawAuthority() + "/.well-known/oauth-authorization-server" + path);
    }

    private ServerAddress address(HttpReply reply) {
        if (reply.status() != 200) {
            int status = reply.status();
            Kind kind = status == 429
                    ? Kind.THROTTLED
                    : status >= 500 ? Kind.UNAVAILABLE : status >= 400 ? Kind.REFUSED : Kind.MALFORMED;
            throw new CompletionException(new TokenException(
                    kind,
                    name() + ": the metadata request returned status " + status,
                    null,
                    null,
                    RetryAfter.of(reply.headers(), clock)));
        }
        JsonMembers metadata = reply.isJson() ? JsonMembers.read(reply.body()) : null;
        if (metadata == null) {
            throw malformed("the metadata is not a JSON object, or a member occurs twice");
        }
        if (!issuer.equals(metadata.text("issuer"))) {
            throw malformed("the issuer in the metadata differs from the configured issuer; they must be identical");
        }
        String endpoint = metadata.text("token_endpoint");
        if (endpoint == null) {
            throw malformed("the metadata has no token_endpoint");
        }
        return new ServerAddress(checked(endpoint), issuer);
    }

    /** An issuer behind TLS must not be able to direct a secret to an endpoint without TLS. */
    private URI checked(String endpoint) {
        URI uri;
        try {
            uri = rule.check("the token_endpoint", endpoint);
        } catch (IllegalArgumentException unusable) {
            throw malformed("the token_endpoint in the metadata is not allowed to receive a secret");
        }
        if ("https".equalsIgnoreCase(base.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw malformed("the token_endpoint in the metadata does not use TLS");
        }
        return uri;
    }

    private CompletionException malformed(String problem) {
        return new CompletionException(new TokenException(Kind.MALFORMED, name() + ": " + problem));
    }

    @Override
    public String name() {
        return TransportRule.shown(base);
    }
}
