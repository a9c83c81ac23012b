package dev.gatehouse.identity.provider;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.http.HttpReply;
import dev.gatehouse.support.json.StrictJson;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of one OpenID provider. Metadata is fetched when it is needed and kept; a failure is remembered for a
 * short time, so that a provider that is down does not make every log-in wait. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class OpenIdClient implements ProviderClient {

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdClient.class);
    /** How long an answer proves that the provider is up. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** How long a provider that failed is not asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MAX_TEXT = 64 * 1024;
    private static final String KEYCLOAK_LOGOUT = "/protocol/openid-connect/logout";

    /** The result of the last fetch. */
    private record Fetched(
            @Nullable ProviderMetadata metadata, @Nullable String problem, long nanos) {
        boolean within(Duration time) {
            return System.nanoTime() - nanos < time.toNanos();
        }
    }

    private final LoginProvider provider;
    private final MetadataReader reader;
    private final ClientRequests requests;
    private final TokenResponses responses;
    private final StrictJson json = new StrictJson(MAX_TEXT);
    private volatile @Nullable ProviderMetadata known;
    private volatile @Nullable Fetched last;
    private @Nullable CompletableFuture<ProviderMetadata> fetching;

    private OpenIdClient(LoginProvider provider, BoundedHttp http, TokenResponses responses) {
        this.provider = provider;
        this.reader = new MetadataReader(provider, http);
        this.requests = new ClientRequests(provider, http);
        this.responses = responses;
    }

    /**
     * Creates a client. It sends nothing yet.
     *
     * @param context gives the clock and the deadlines of outgoing requests
     * @param threads run the requests
     * @throws IllegalArgumentException if a file of certificates cannot be used
     */
    public static OpenIdClient create(LoginProvider provider, MechanismContext context, BackgroundThreads threads) {
        BoundedHttp http = new BoundedHttp(threads, context.httpConnectTimeout(), context.httpTimeout());
        URI place = provider.location().place();
        BoundedHttp own = provider.access().isDefault() || place == null
                ? http
                : http.by(provider.access().route(place));
        return new OpenIdClient(provider, own, new TokenResponses(context.clock()));
    }

    @Override
    public LoginProvider provider() {
        return provider;
    }

    @Override
    public Optional<ProviderMetadata> known() {
        return Optional.ofNullable(known);
    }

    /** Starts to fetch the metadata, so that the first log-in need not wait. */
    public void warmUp() {
        fetch();
    }

    @Override
    public ProviderMetadata current() throws ProviderUnavailableException {
        Fetched recent = last;
        ProviderMetadata metadata = recent == null ? null : recent.metadata();
        if (recent != null && metadata != null && recent.within(FRESH)) {
            return metadata;
        }
        String problem = recent == null ? null : recent.problem();
        if (recent != null && problem != null && recent.within(PAUSE)) {
            throw new ProviderUnavailableException(problem, RETRY);
        }
        try {
            return fetch().join();
        } catch (CompletionException failed) {
            throw new ProviderUnavailableException(problem(failed), RETRY);
        }
    }

    /** Endpoints rarely move, so older metadata do for requests that a browser does not take part in. */
    private ProviderMetadata metadata() throws ProviderUnavailableException {
        ProviderMetadata earlier = known;
        return earlier == null ? current() : earlier;
    }

    /** One request serves all that wait. */
    private synchronized CompletableFuture<ProviderMetadata> fetch() {
        CompletableFuture<ProviderMetadata> running = fetching;
        if (running != null) {
            return running;
        }
        CompletableFuture<ProviderMetadata> started = reader.fetch().whenComplete(this::remember);
        fetching = started.isDone() ? null : started;
        return started;
    }

    private synchronized void remember(@Nullable ProviderMetadata metadata, @Nullable Throwable failure) {
        fetching = null;
        Fetched before = last;
        long now = System.nanoTime();
        if (metadata != null) {
            known = metadata;
            last = new Fetched(metadata, null, now);
            if (before != null && before.problem() != null) {
                LOG.info("provider {} answers again", provider.alias());
            }
            return;
        }
        String problem = failure == null ? "it did not answer" : problem(failure);
        last = new Fetched(null, problem, now);
        if (before == null || !problem.equals(before.problem())) {
            LOG.warn("provider {}: log-in is not possible: {}", provider.alias(), problem);
        }
    }

    private static String problem(Throwable failure) {
        return String.valueOf(FetchException.of(failure).getMessage());
    }

    @Override
    public String push(Map<String, String> parameters) throws ProviderUnavailableException {
        ProviderMetadata metadata = current();
        URI endpoint = metadata.pushedRequests();
        if (endpoint == null) {
            throw new ProviderUnavailableException(
                    "its metadata has no pushed_authorization_request_endpoint; set pushed-requests to off", RETRY);
        }
        Map<String, List<String>> form = new HashMap<>();
        parameters.forEach((name, value) -> form.put(name, List.of(value)));
        HttpReply reply;
        try {
            reply = requests.post(endpoint, metadata.token(), form).join();
        } catch (CompletionException failed) {
            throw new ProviderUnavailableException(problem(failed), RETRY);
        }
        Map<String, @Nullable Object> members = json.object(reply.body());
        if (reply.status() / 100 == 2
                && members != null
                && members.get("request_uri") instanceof String uri
                && !uri.isEmpty()) {
            return uri;
        }
        throw new ProviderUnavailableException(
                "it refused the pushed authorization request with status " + reply.status() + ", error "
                        + (members == null ? "unknown" : TokenResponses.error(members)),
                RETRY);
    }

    @Override
    public TokenAnswer exchange(String code, String verifier, URI redirectUri) {
        return tokens(new AuthorizationCodeGrant(new AuthorizationCode(code), redirectUri, new CodeVerifier(verifier))
                .toParameters());
    }

    @Override
    public TokenAnswer refresh(String refreshToken) {
        return tokens(new RefreshTokenGrant(new RefreshToken(refreshToken)).toParameters());
    }

    private TokenAnswer tokens(Map<String, List<String>> grant) {
        try {
            ProviderMetadata metadata = metadata();
            return responses.read(
                    requests.post(metadata.token(), metadata.token(), grant).join());
        } catch (ProviderUnavailableException unavailable) {
            return new TokenAnswer.Unavailable(String.valueOf(unavailable.getMessage()), unavailable.retryAfter());
        } catch (CompletionException failed) {
            return new TokenAnswer.Unavailable(problem(failed), RETRY);
        }
    }

    @Override
    public boolean revoke(String token, String hint) {
        try {
            ProviderMetadata metadata = metadata();
            URI endpoint = metadata.revocation();
            if (endpoint == null) {
                return false;
            }
            Map<String, List<String>> form = Map.of("token", List.of(token), "token_type_hint", List.of(hint));
            return requests.post(endpoint, metadata.token(), form).join().status() == 200;
        } catch (ProviderUnavailableException | CompletionException failed) {
            return false;
        }
    }

    /** Keycloak ends a session at its logout endpoint if it gets the refresh token there. */
    @Override
    public boolean endSession(String refreshToken) {
        try {
            ProviderMetadata metadata = metadata();
            URI endpoint = metadata.endSession();
            if (endpoint == null || !endpoint.getPath().endsWith(KEYCLOAK_LOGOUT)) {
                return false;
            }
            Map<String, List<String>> form = Map.of("refresh_token", List.of(refreshToken));
            int status = requests.post(reachable(endpoint), metadata.token(), form)
                    .join()
                    .status();
            return status == 200 || status == 204;
        } catch (ProviderUnavailableException | CompletionException failed) {
            return false;
        }
    }

    /** Returns where this server reaches an endpoint that the metadata names for browsers. */
    private URI reachable(URI endpoint) {
        String backend = provider.location().backend();
        String issuer = provider.issuer();
        String text = endpoint.toString();
        return backend != null && text.startsWith(issuer + "/")
                ? URI.create(backend + text.substring(issuer.length()))
                : endpoint;
    }

    @Override
    public Health health() {
        Fetched recent = last;
        if (recent == null || recent.problem() == null) {
            return Health.up();
        }
        // Sessions go on; only new log-ins fail.
        return new Health(
                Health.State.DEGRADED, "log-in at " + provider.title() + " is not possible: " + recent.problem());
    }
}
