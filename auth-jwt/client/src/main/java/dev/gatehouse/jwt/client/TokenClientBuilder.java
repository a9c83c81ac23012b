package dev.gatehouse.jwt.client;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link TokenClient}. Needed: a client id, a secret or private key, and a token endpoint or issuer. Not safe for use by several threads.
 */
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
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration deadline = Duration.ofSeconds(20);
    private int maxTries = 3;
    private Clock clock = Clock.systemUTC();
    private @Nullable Timer timer;

    TokenClientBuilder() {}

    /** The {@code client_id}. */
    public TokenClientBuilder clientId(String value) {
        clientId = value;
        return this;
    }

    /**
     * The {@code client_secret}, sent as a parameter of the body ({@code client_secret_post}). It replaces a private key.
     *
     * @throws IllegalArgumentException when it is empty or holds a control character, such as the line break at the end of a file
     */
    public TokenClientBuilder clientSecret(String value) {
        secret = new Secret(value);
        signer = null;
        return this;
    }

    /** Sends the secret in the {@code Authorization} header instead ({@code client_secret_basic}). */
    public TokenClientBuilder secretInHeader() {
        secretInHeader = true;
        return this;
    }

    /**
     * A private key that signs assertions instead of a secret ({@code private_key_jwt}, RFC 7523). Needs {@code nimbus-jose-jwt} on the class path. It replaces a secret.
     *
     * @param key an RSA key from 2048 bits or an EC key on P-256, P-384 or P-521: a private JWK, or PKCS#8 in PEM
     * @param keyId the {@code kid} of the assertions; null for that of the JWK, or for none
     * @throws IllegalArgumentException when it is no such key
     * @throws IllegalStateException without {@code nimbus-jose-jwt}
     */
    public TokenClientBuilder privateKey(String key, @Nullable String keyId) {
        try {
            signer = PrivateKeyJwt.of(key, keyId);
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "private_key_jwt needs the library com.nimbusds:nimbus-jose-jwt on the class path", missing);
        }
        secret = null;
        return this;
    }

    /** The {@code aud} of the assertions. Default: the issuer, where one is configured, else the token endpoint. */
    public TokenClientBuilder assertionAudience(String value) {
        assertionAudience = value;
        return this;
    }

    /** The {@code audience} to ask for; null, the default, for none. */
    public TokenClientBuilder audience(@Nullable String value) {
        audience = value;
        return this;
    }

    /** The {@code scope} to ask for, blank-separated; null, the default, for none. */
    public TokenClientBuilder scope(@Nullable String value) {
        scope = value;
        return this;
    }

    /** The address where tokens are issued, such as {@code https://login.example.com/oauth/token}. It replaces an issuer. */
    public TokenClientBuilder tokenEndpoint(String url) {
        tokenEndpoint = url;
        issuer = null;
        return this;
    }

    /** The issuer whose metadata names the token endpoint (OpenID Connect Discovery, RFC 8414). It replaces a token endpoint. */
    public TokenClientBuilder issuer(String url) {
        issuer = url;
        tokenEndpoint = null;
        return this;
    }

    /** Sends the parameters as JSON instead of as a form. Some hosted servers take both; Keycloak takes forms alone. */
    public TokenClientBuilder jsonBody() {
        json = true;
        return this;
    }

    /** Allows plain HTTP to other machines: whoever is on the way reads secret and token. Default: only to this machine. */
    public TokenClientBuilder allowPlainHttp() {
        plainHttp = true;
        return this;
    }

    /** What TLS trusts, and the certificate of the client if it has one. Default: that of the JDK. */
    public TokenClientBuilder sslContext(SSLContext value) {
        tls = value;
        return this;
    }

    /** For a connection to be there. Default: 5 s; from 1 ms to 5 minutes. */
    public TokenClientBuilder connectTimeout(Duration value) {
        connectTimeout = inRange("connectTimeout", value);
        return this;
    }

    /** For one answer to be there whole, connection and body included. Default: 10 s; from 1 ms to 5 minutes. */
    public TokenClientBuilder requestTimeout(Duration value) {
        requestTimeout = inRange("requestTimeout", value);
        return this;
    }

    /** For a token to be there, all tries and pauses included. Default: 20 s; from 1 ms to 5 minutes. */
    public TokenClientBuilder deadline(Duration value) {
        deadline = inRange("deadline", value);
        return this;
    }

    /** How often a request is sent at most when the cause may pass by itself. Default: 3; from 1 to 10. */
    public TokenClientBuilder maxTries(int value) {
        if (value < 1 || value > 10) {
            throw new IllegalArgumentException("maxTries must be from 1 to 10");
        }
        maxTries = value;
        return this;
    }

    /** Where the time comes from. Default: the system clock. */
    public TokenClientBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    TokenClientBuilder timer(Timer value) {
        timer = value;
        return this;
    }

    private static Duration inRange(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be from 1 ms to 5 minutes");
        }
        return value;
    }

    /**
     * Makes the client. Nothing is sent before the first token is asked for.
     *
     * @throws IllegalArgumentException when something is missing or contradicts something else, or when a secret would leave this machine without TLS
     */
    public TokenClient build() {
        if (clientId == null || clientId.isBlank()) {
            throw new IllegalArgumentException("a token client needs a client id");
        }
        ClientCredential credential = credential();
        Target target = new Target(audience, scope);
        TransportRule rule = new TransportRule(plainHttp);
        Timer background = timer == null ? new Background() : timer;
        Exchange exchange = new Exchange(background.workers(), connectTimeout, requestTimeout, tls);
        ServerLocator server = server(rule, exchange);
        TokenFetch fetch = new TokenFetch(
                server, new TokenRequest(clientId, credential, json), exchange, background, clock, maxTries, deadline);
        String name =
                "client " + ServerWords.printable(clientId, 100) + ", " + credential.method() + " to " + server.name();
        return new TokenClient(name, fetch, background, clock, target);
    }

    private ClientCredential credential() {
        if (signer != null) {
            return new SignedAssertion(signer, assertionAudience, clock);
        }
        if (secret == null) {
            throw new IllegalArgumentException("a token client needs a client secret or a private key");
        }
        return secretInHeader ? new SecretInHeader(secret) : new SecretInBody(secret);
    }

    private ServerLocator server(TransportRule rule, Exchange exchange) {
        if (issuer != null) {
            return new DiscoveredServer(issuer, rule, exchange, clock);
        }
        if (tokenEndpoint == null) {
            throw new IllegalArgumentException("a token client needs a token endpoint or an issuer");
        }
        return new FixedServer(rule.check("the token endpoint", tokenEndpoint));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "TokenClientBuilder[client " + clientId + "]";
    }
}
