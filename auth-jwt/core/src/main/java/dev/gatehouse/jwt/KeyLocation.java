package dev.gatehouse.jwt;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.support.http.PlainHttp;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an issuer's keys come from. The token never has a say in it. Immutable. */
public sealed interface KeyLocation {

    /**
     * The {@code jwks_uri} of the issuer's metadata: {@code <base>/.well-known/openid-configuration} (OpenID Connect Discovery 1.0 section 4), else the form of RFC 8414
     * section 3. The metadata must name the issuer exactly; it decides nothing else.
     *
     * @param issuer the issuer as its tokens spell it; a URL
     * @param backend the URL under which the issuer is reached from here, when it is another one; metadata may name it as the issuer too, and a {@code jwks_uri}
     *     below the issuer's URL is fetched below this one instead
     */
    record Discovery(String issuer, @Nullable String backend) implements KeyLocation {
        /** Checks that the issuer is there. */
        public Discovery {
            Objects.requireNonNull(issuer, "issuer");
        }
    }

    /**
     * A JWK set at a URL (RFC 7517 section 5).
     *
     * @param uri {@code https}, or {@code http} where the network in between is trusted
     */
    record JwksUri(URI uri) implements KeyLocation {
        /** Checks the scheme. */
        public JwksUri {
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw new IllegalArgumentException("expected an http or https URL");
            }
        }
    }

    /**
     * A JWK set in a file, read again within seconds of a change.
     *
     * @param file its path
     */
    record JwksFile(Path file) implements KeyLocation {
        /** Checks that the path is there. */
        public JwksFile {
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * A secret that the issuer shares with us, for HMAC. Its text is the key, in UTF-8, unless it begins with {@code base64url:}.
     *
     * @param secret what tokens are signed with
     * @param previous what they were signed with before it was changed, accepted as well; {@code null} when there is none
     */
    record SharedSecret(Secret secret, @Nullable Secret previous) implements KeyLocation {
        /** Checks that the secret is there. */
        public SharedSecret {
            Objects.requireNonNull(secret, "secret");
        }

        /** Returns the secret and the previous one. */
        List<Secret> all() {
            return previous == null ? List.of(secret) : List.of(secret, previous);
        }
    }

    /** Returns whether keys cross a network where others can exchange them: whether they come over plain http from another host than this one. */
    default boolean overPlainHttp() {
        if (this instanceof JwksUri remote) {
            return PlainHttp.beyondLoopback(remote.uri());
        }
        return this instanceof Discovery discovery
                && PlainHttp.beyondLoopback(
                        URI.create(discovery.backend() == null ? discovery.issuer() : discovery.backend()));
    }
}
