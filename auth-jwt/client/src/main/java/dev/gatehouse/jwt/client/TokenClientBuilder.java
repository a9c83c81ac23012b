package dev.gatehouse.jwt.client;

import dev.gatehouse.spi.stability.Stable;
import dev.gatehouse.support.http.HttpProxy;
import dev.gatehouse.support.http.OutgoingRoute;
import dev.gatehouse.support.http.TrustedAuthorities;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TokenClient}. Required are a client id, a secret or a private key, and a token endpoint or an issuer.
 * Not thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class TokenClientBuilder {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private @Nullable String clientId;
    private @Nullable Secret secret;
    private boolean secretInHeader;
    private @Nullable AssertionSigner signer;
    private @Nullable String assertionAudience;
    private @Nullable String audience;
    private @Nullable String scope;
    private @Nullable String tokenEndpoint;
    private @Nullable String issuer;
    private boolean json;
    private boolean plainHttp;
    private @Nullable SSLContext tls;
    private @Nullable HttpProxy proxy;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration deadline = Duration.ofSeconds(20);
    private int maxAttempts = 3;
    private Clock clock = Clock.systemUTC();
    private @Nullable Timer timer;

    TokenClientBuilder() {}

    /** Sets the {@code client_id}. */
    public TokenClientBuilder clientId(String value) {
        clientId = value;
        return this;
    }

    /**
     * Sets the {@code client_secret}. It is sent in the request body ({@code client_secret_post}) unless
     * {@link #secretInHeader()} is called. Replaces a private key.
     *
     * @throws IllegalArgumentException if the secret is empty or contains a control character, such as the line break
     *     at the end of a file
     */
    public TokenClientBuilder clientSecret(String value) {
        secret = new Secret(value);
        signer = null;
        return this;
    }

    /** Sends the secret in the {@code Authorization} header ({@code client_secret_basic}). */
    public TokenClientBuilder secretInHeader() {
        secretInHeader = true;
        return this;
    }

    /**
     * Sets a private key that signs client assertions ({@code private_key_jwt}, RFC 7523). This requires
     * {@code nimbus-jose-jwt} on the class path. Replaces a secret.
     *
     * @param key an RSA key of at least 2048 bits or an EC key on P-256, P-384 or P-521: a private JWK, or PKCS#8 in
     *     PEM
     * @param keyId the {@code kid} of the assertions; {@code null} for the one of the JWK, if any
     * @throws IllegalArgumentException if the key cannot be read or used
     * @throws IllegalStateException if {@code nimbus-jose-jwt} is missing
     */
    public TokenClientBuilder privateKey(String key, @Nullable String keyId) {
        try {
            signer = PrivateKeyJwt.of(key, keyId);
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "private_key_jwt requires com.nimbusds:nimbus-jose-jwt on the class path", missing);
        }
        secret = null;
        return this;
    }

    /**
     * Sets the {@code aud} claim of the assertions. Default: the issuer if one is configured, otherwise the token
     * endpoint.
     */
    public TokenClientBuilder assertionAudience(String value) {
        assertionAudience = value;
        return this;
    }

    /**
     * Sets the {@code audience} to request. Default: none.
     *
     * @param value the audience; {@code null} for none
     */
    public TokenClientBuilder audience(@Nullable String value) {
        audience = value;
        return this;
    }

    /**
     * Sets the {@code scope} to request. Default: none.
     *
     * @param value scopes separated by spaces; {@code null} for none
     */
    public TokenClientBuilder scope(@Nullable String value) {
        scope = value;
        return this;
    }

    /** Sets the token endpoint, such as {@code https://login.example.com/oauth/token}. Replaces an issuer. */
    public TokenClientBuilder tokenEndpoint(String url) {
        tokenEndpoint = url;
        issuer = null;
        return this;
    }

    /**
     * Sets the issuer. Its metadata contains the token endpoint (OpenID Connect Discovery, RFC 8414). Replaces a token
     * endpoint.
     */
    public TokenClientBuilder issuer(String url) {
        issuer = url;
        tokenEndpoint = null;
        return this;
    }

    /** Sends the parameters as JSON. Default: as a form, the only format that RFC 6749 defines and Keycloak accepts. */
    public TokenClientBuilder jsonBody() {
        json = true;
        return this;
    }

    /**
     * Allows plain HTTP to other hosts. Anyone on the network path can then read the secret and the tokens. Default:
     * plain HTTP only to the loopback interface.
     */
    public TokenClientBuilder allowPlainHttp() {
        plainHttp = true;
        return this;
    }

    /** Sets the trust anchors and the client certificate for TLS. Default: the JDK's default context. */
    public TokenClientBuilder sslContext(SSLContext value) {
        tls = value;
        return this;
    }

    /** Trusts the authorities in a PEM file, and no others. It is read again when it changes. */
    public TokenClientBuilder authorityFile(Path file) {
        return sslContext(TrustedAuthorities.tls(file));
    }

    /** Sets the URL of the proxy, or {@code none}. Default: the proxy in the properties of the JVM, if any. */
    public TokenClientBuilder proxy(String url) {
        proxy = HttpProxy.parse(url);
        return this;
    }

    /** Sets a proxy with HTTP Basic. For https, {@code jdk.http.auth.tunneling.disabledSchemes} must allow it. */
    public TokenClientBuilder proxy(String url, String user, String password) {
        proxy = HttpProxy.parse(url).as(user, password);
        return this;
    }

    /**
     * Sets the timeout for establishing a connection: 1 ms to 5 minutes. Default: 5 s.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public TokenClientBuilder connectTimeout(Duration value) {
        connectTimeout = inRange("connectTimeout", value);
        return this;
    }

    /**
     * Sets the timeout for one request, from connecting to the last byte of the response: 1 ms to 5 minutes. Default:
     * 10 s.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public TokenClientBuilder requestTimeout(Duration value) {
        requestTimeout = inRange("requestTimeout", value);
        return this;
    }

    /**
     * Sets the time limit for obtaining a token, including all attempts and the pauses between them: 1 ms to 5 minutes.
     * Default: 20 s.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public TokenClientBuilder deadline(Duration value) {
        deadline = inRange("deadline", value);
        return this;
    }

    /**
     * Sets the maximum number of attempts when a failure is temporary: 1 to 10. Default: 3.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public TokenClientBuilder maxAttempts(int value) {
        if (value < 1 || value > 10) {
            throw new IllegalArgumentException("expected maxAttempts between 1 and 10, but got " + value);
        }
        maxAttempts = value;
        return this;
    }

    /** Sets the clock. Default: the system clock. */
    public TokenClientBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** Applies variables. A configured token endpoint takes precedence over one that must be looked up. */
    TokenClientBuilder apply(TokenEnvironment variables) {
        variables.refuseOtherMethods();
        variables.agreed(TokenEnvironment.CLIENT_ID, this::clientId);
        variables.agreed(TokenEnvironment.CLIENT_SECRET, this::clientSecret);
        variables.agreed(TokenEnvironment.ISSUER, this::issuer);
        variables.agreed(TokenEnvironment.TOKEN_ENDPOINT, this::tokenEndpoint);
        variables.first(TokenEnvironment.AUDIENCE, this::audience);
        variables.agreed(TokenEnvironment.SCOPE, this::scope);
        variables.millis(TokenEnvironment.CONNECT_TIMEOUT, this::connectTimeout);
        variables.millis(TokenEnvironment.READ_TIMEOUT, this::requestTimeout);
        return this;
    }

    TokenClientBuilder timer(Timer value) {
        timer = value;
        return this;
    }

    private static Duration inRange(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("expected " + name + " between 1 ms and 5 minutes, but got " + value);
        }
        return value;
    }

    /**
     * Creates the client. It sends nothing until the first token is requested.
     *
     * @throws IllegalArgumentException if something is missing or contradictory, or if a credential would leave this
     *     machine without TLS
     */
    public TokenClient build() {
        if (clientId == null || clientId.isBlank()) {
            throw new IllegalArgumentException("a client id is required");
        }
        ClientCredential credential = credential();
        Target target = new Target(audience, scope);
        TransportRule rule = new TransportRule(plainHttp, proxy);
        Timer background = timer == null ? new Background() : timer;
        Exchange exchange =
                new Exchange(background, connectTimeout, requestTimeout, new OutgoingRoute(tls, proxy, null));
        ServerLocator server = server(rule, exchange);
        TokenFetch fetch = new TokenFetch(
                server,
                new TokenRequest(clientId, credential, json),
                exchange,
                background,
                clock,
                maxAttempts,
                deadline);
        String name =
                "client " + ServerWords.printable(clientId, 100) + ", " + credential.method() + " to " + server.name();
        return new TokenClient(name, fetch, background, clock, target);
    }

    private ClientCredential credential() {
        if (signer != null) {
            return new ClientCredential.SignedAssertion(signer, assertionAudience, clock);
        }
        if (secret == null) {
            throw new IllegalArgumentException("a client secret or a private key is required");
        }
        return secretInHeader ? new ClientCredential.SecretInHeader(secret) : new ClientCredential.SecretInBody(secret);
    }

    private ServerLocator server(TransportRule rule, Exchange exchange) {
        if (issuer != null) {
            return new DiscoveredServer(issuer, rule, exchange, clock);
        }
        if (tokenEndpoint == null) {
            throw new IllegalArgumentException("a token endpoint or an issuer is required");
        }
        return new FixedServer(rule.check("the token endpoint", tokenEndpoint));
    }

    /** Omits secrets. */
    @Override
    public String toString() {
        return "TokenClientBuilder[client " + clientId + "]";
    }
}
