package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.support.http.HttpUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the tokens of one issuer are introspected. Immutable.
 *
 * @param issuerPolicy the rules for the claims of a response and their mapping; its keys and algorithms are not used
 * @param endpoint the endpoint; {@code null} to take it from the issuer's metadata
 * @param clientId the client ID of this application at the issuer
 * @param clientSecret the client secret
 * @param authentication how the client authenticates
 * @param plainHttp whether requests over plain http to other hosts are allowed
 * @param optionalMembers which of {@code aud} and {@code exp} a response may lack
 * @param times how long responses are cached
 */
record IntrospectionPolicy(
        IssuerPolicy issuerPolicy,
        @Nullable URI endpoint,
        String clientId,
        Secret clientSecret,
        ClientAuthentication authentication,
        boolean plainHttp,
        Set<String> optionalMembers,
        Times times) {

    /** The member with the audience. */
    static final String AUDIENCE = "aud";

    /** The member with the expiry. */
    static final String EXPIRY = "exp";

    /** How a client authenticates (RFC 6749 section 2.3.1). */
    enum ClientAuthentication {
        /** In the header {@code Authorization}. */
        CLIENT_SECRET_BASIC,
        /** In the form body. */
        CLIENT_SECRET_POST
    }

    /**
     * How long responses are cached.
     *
     * @param life how long a positive result is used
     * @param refusalLife how long a negative result is used
     * @param size the maximum number of positive results
     */
    record Times(Duration life, Duration refusalLife, int size) {}

    /** Returns the configured URL that is asked first. */
    URI place() {
        return endpoint == null ? HttpUrl.parse(issuerPolicy.issuer()) : endpoint;
    }

    @Override
    public String toString() {
        return "IntrospectionPolicy[" + issuerPolicy.issuer() + "]";
    }
}
