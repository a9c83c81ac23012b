package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.spi.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the tokens of one issuer are introspected. Immutable.
 *
 * @param demands what is demanded of the answers, and how they become callers; keys and algorithms in it are not used
 * @param endpoint where to ask; {@code null} when the issuer's metadata tell
 * @param clientId our client at the issuer
 * @param clientSecret its secret
 * @param authentication how it authenticates
 * @param plainHttp whether it may be asked over plain http beyond this machine
 * @param mayLack which of {@code aud} and {@code exp} an answer may lack
 * @param times how long answers are remembered
 */
record IntrospectionPolicy(
        IssuerPolicy demands,
        @Nullable URI endpoint,
        String clientId,
        Secret clientSecret,
        ClientAuthentication authentication,
        boolean plainHttp,
        Set<String> mayLack,
        Times times) {

    /** The member that says who a token is for. */
    static final String AUDIENCE = "aud";

    /** The member that says when a token ends. */
    static final String EXPIRY = "exp";

    /** How a client authenticates (RFC 6749 section 2.3.1). */
    enum ClientAuthentication {
        /** In the header {@code Authorization}. */
        CLIENT_SECRET_BASIC,
        /** In the form. */
        CLIENT_SECRET_POST
    }

    /**
     * How long answers are remembered.
     *
     * @param life the longest time that a good answer is used without asking again
     * @param refusalLife the same for a bad one
     * @param size how many good answers are kept at most
     */
    record Times(Duration life, Duration refusalLife, int size) {}

    @Override
    public String toString() {
        return "IntrospectionPolicy[" + demands.issuer() + "]";
    }
}
