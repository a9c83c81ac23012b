package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.stability.Stable;
import dev.gatehouse.support.http.HttpUrl;
import dev.gatehouse.support.http.PlainHttp;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The source of an issuer's keys. Tokens cannot influence it. Immutable.
 *
 * @since 0.1
 */
@Stable
public sealed interface KeyLocation {

    /**
     * The {@code jwks_uri} of the issuer's metadata, which is at {@code <base>/.well-known/openid-configuration}
     * (OpenID Connect Discovery 1.0 section 4) or at the URL of RFC 8414 section 3. The metadata must contain the exact
     * issuer.
     *
     * @param issuer the issuer URL, exactly as in its tokens
     * @param backend the URL at which this server reaches the issuer, if it is a different one; {@code null} if it is
     *     not. The metadata may contain it as the issuer, and it replaces the issuer URL at the start of a
     *     {@code jwks_uri}
     */
    record Discovery(String issuer, @Nullable String backend) implements KeyLocation {
        /** Requires the issuer. */
        public Discovery {
            Objects.requireNonNull(issuer, "issuer");
        }

        @Override
        public URI place() {
            return HttpUrl.parse(backend == null ? issuer : backend);
        }
    }

    /**
     * A JWK set at a URL (RFC 7517 section 5).
     *
     * @param uri an {@code https} URL, or {@code http} if the network is trusted
     */
    record JwksUri(URI uri) implements KeyLocation {
        /** Checks the scheme. */
        public JwksUri {
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw new IllegalArgumentException("expected an http or https URL");
            }
        }

        @Override
        public URI place() {
            return uri;
        }
    }

    /**
     * A JWK set in a file, which is read again within seconds of a change.
     *
     * @param file its path
     */
    record JwksFile(Path file) implements KeyLocation {
        /** Requires the path. */
        public JwksFile {
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * A shared secret for HMAC. The key is its UTF-8 bytes, or the bytes it encodes after {@code base64url:}.
     *
     * @param secret the current secret
     * @param previous the secret before the last change, which is still accepted; {@code null} if there is none
     */
    record SharedSecret(Secret secret, @Nullable Secret previous) implements KeyLocation {
        /** Requires the secret. */
        public SharedSecret {
            Objects.requireNonNull(secret, "secret");
        }

        /** Returns the secret and the previous one. */
        List<Secret> all() {
            return previous == null ? List.of(secret) : List.of(secret, previous);
        }
    }

    /**
     * Public keys as PEM, one document for each kid, as AWS Application Load Balancers publish them.
     *
     * @param template an {@code https} URL, or {@code http} if the network is trusted, with {@code {kid}} as the last
     *     segment of its path
     */
    record PemByKid(String template) implements KeyLocation {

        private static final String KID = "{kid}";

        /** Checks the template. */
        public PemByKid {
            if (!template.endsWith("/" + KID) || template.indexOf(KID) != template.length() - KID.length()) {
                throw new IllegalArgumentException("expected a URL that ends with /{kid}");
            }
            new JwksUri(URI.create(template.replace(KID, "kid")));
        }

        /** Returns the URL of a key. The kid has been checked. */
        public URI uri(String kid) {
            return URI.create(template.replace(KID, kid));
        }

        @Override
        public URI place() {
            return uri("kid");
        }
    }

    /** Returns whether keys are fetched over plain http from another host, where an attacker can replace them. */
    default boolean overPlainHttp() {
        URI place = place();
        return place != null && PlainHttp.beyondLoopback(place);
    }

    /**
     * Returns the URL that is asked for keys or for the issuer's metadata; {@code null} if nothing is fetched.
     *
     * @throws IllegalArgumentException if keys are to be discovered and the issuer is not a URL
     */
    default @Nullable URI place() {
        return null;
    }
}
