package dev.gatehouse.identity.provider;

import com.nimbusds.jose.JWSAlgorithm;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.stability.Internal;
import java.security.PrivateKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How this application authenticates as a client at a provider (OpenID Connect Core section 9). {@code toString()}
 * shows no secret. Immutable.
 *
 * @since 0.1
 */
@Internal
public sealed interface ClientAuthentication {

    /** A public client: PKCE alone protects the code. */
    record None() implements ClientAuthentication {}

    /**
     * {@code client_secret_basic}.
     *
     * @param secret the secret
     */
    record SecretBasic(Secret secret) implements ClientAuthentication {
        /** Requires the secret. */
        public SecretBasic {
            Objects.requireNonNull(secret, "secret");
        }
    }

    /**
     * {@code client_secret_post}.
     *
     * @param secret the secret
     */
    record SecretPost(Secret secret) implements ClientAuthentication {
        /** Requires the secret. */
        public SecretPost {
            Objects.requireNonNull(secret, "secret");
        }
    }

    /**
     * {@code private_key_jwt} (RFC 7523).
     *
     * @param key the private key
     * @param keyId the {@code kid} of the key at the provider; {@code null} for none
     * @param algorithm the algorithm of the assertions
     * @param audience the audience of the assertions
     */
    record SignedAssertion(PrivateKey key, @Nullable String keyId, JWSAlgorithm algorithm, AssertionAudience audience)
            implements ClientAuthentication {
        /** Rejects {@code null} where it is not allowed. */
        public SignedAssertion {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(algorithm, "algorithm");
            Objects.requireNonNull(audience, "audience");
        }

        @Override
        public String toString() {
            return "SignedAssertion[keyId=" + keyId + ", algorithm=" + algorithm + "]";
        }
    }

    /** The audience of an assertion. */
    enum AssertionAudience {
        /** The issuer of the provider. No other server can use such an assertion. */
        ISSUER,
        /** The URL of the token endpoint, for providers that accept nothing else. */
        TOKEN_ENDPOINT
    }
}
