package dev.gatehouse.idp.accounts;

import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.idp.tokens.SigningKeys;
import dev.gatehouse.spi.stability.Incubating;
import java.net.URI;
import java.text.ParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered OAuth 2.0 client (RFC 6749 section 2). Immutable. With a secret or a public key it is confidential and
 * may use client credentials; without them it is public and may use the authorization code flow alone.
 *
 * @since 0.1
 */
@Incubating
public final class Client {

    private final String id;
    private final @Nullable Secret secret;
    private final List<String> audiences;
    private final List<String> audiencesOnRequest;
    private final Permissions permissions;
    private final Set<String> redirectUris;
    private final Set<String> postLogoutRedirectUris;
    private final Set<String> scopes;
    private final String algorithm;
    private final boolean opaqueTokens;
    private final @Nullable JWK publicKey;
    private final @Nullable URI backchannelLogoutUri;
    private final boolean jwtRefreshTokens;
    private final boolean reusableRefreshTokens;
    private final boolean pushedRequestsOnly;

    private Client(Builder from) {
        id = from.id;
        secret = from.secret;
        audiences = List.copyOf(from.audiences);
        audiencesOnRequest = List.copyOf(from.audiencesOnRequest);
        permissions = new Permissions(from.permissions);
        redirectUris = Set.copyOf(from.redirectUris);
        postLogoutRedirectUris = Set.copyOf(from.postLogoutRedirectUris);
        scopes = Set.copyOf(from.scopes);
        algorithm = from.algorithm;
        opaqueTokens = from.opaqueTokens;
        publicKey = from.publicKey;
        backchannelLogoutUri = from.backchannelLogoutUri;
        jwtRefreshTokens = from.jwtRefreshTokens;
        reusableRefreshTokens = from.reusableRefreshTokens;
        pushedRequestsOnly = from.pushedRequestsOnly;
    }

    /** Starts the description of a client. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** The {@code client_id}. */
    public String id() {
        return id;
    }

    @Nullable
    Secret secret() {
        return secret;
    }

    public boolean isConfidential() {
        return secret != null || publicKey != null;
    }

    /** The audiences of a token that was asked for without the {@code audience} parameter. */
    public List<String> audiences() {
        return audiences;
    }

    public boolean mayAskFor(String audience) {
        return audiences.contains(audience) || audiencesOnRequest.contains(audience);
    }

    public Permissions permissions() {
        return permissions;
    }

    public boolean hasRedirectUri(String uri) {
        return redirectUris.contains(uri);
    }

    public boolean hasPostLogoutRedirectUri(String uri) {
        return postLogoutRedirectUris.contains(uri);
    }

    public Set<String> scopes() {
        return scopes;
    }

    public String algorithm() {
        return algorithm;
    }

    public boolean opaqueTokens() {
        return opaqueTokens;
    }

    /** The key for {@code private_key_jwt}. */
    public Optional<JWK> publicKey() {
        return Optional.ofNullable(publicKey);
    }

    /** Where logout tokens are sent. */
    public Optional<URI> backchannelLogoutUri() {
        return Optional.ofNullable(backchannelLogoutUri);
    }

    public boolean jwtRefreshTokens() {
        return jwtRefreshTokens;
    }

    public boolean reusableRefreshTokens() {
        return reusableRefreshTokens;
    }

    public boolean pushedRequestsOnly() {
        return pushedRequestsOnly;
    }

    /** Names the client only; the secret stays out. */
    @Override
    public String toString() {
        return "Client[" + id + "]";
    }

    /** Describes a client. Not safe for use by several threads. */
    public static final class Builder {

        private final String id;
        private @Nullable Secret secret;
        private List<String> audiences = List.of();
        private List<String> audiencesOnRequest = List.of();
        private final Map<String, List<String>> permissions = new LinkedHashMap<>();
        private final Set<String> redirectUris = new LinkedHashSet<>();
        private final Set<String> postLogoutRedirectUris = new LinkedHashSet<>();
        private final Set<String> scopes = new LinkedHashSet<>();
        private String algorithm = "RS256";
        private boolean opaqueTokens;
        private @Nullable JWK publicKey;
        private @Nullable URI backchannelLogoutUri;
        private boolean jwtRefreshTokens;
        private boolean reusableRefreshTokens;
        private boolean pushedRequestsOnly;

        private Builder(String id) {
            this.id = id;
        }

        /** Makes the client confidential. Only a digest is kept. */
        public Builder secret(String value) {
            secret = Secret.of(value);
            return this;
        }

        /** The audiences of its tokens unless a request names one. Default: none. */
        public Builder audiences(String... names) {
            audiences = List.of(names);
            return this;
        }

        /** Further audiences that a request may name. Default: none. */
        public Builder audiencesOnRequest(String... names) {
            audiencesOnRequest = List.of(names);
            return this;
        }

        /** What the client may do at this audience when it acts for itself. Default: nothing. */
        public Builder permissions(String audience, String... names) {
            permissions.put(audience, List.of(names));
            return this;
        }

        /** Adds redirect URIs; they are compared as whole strings (RFC 9700 section 2.1). */
        public Builder redirectUris(String... uris) {
            redirectUris.addAll(Arrays.asList(uris));
            return this;
        }

        /** Adds addresses to which a browser may return after the end of the session. */
        public Builder postLogoutRedirectUris(String... uris) {
            postLogoutRedirectUris.addAll(Arrays.asList(uris));
            return this;
        }

        /** Adds scopes that the client may ask for beyond the standard ones. */
        public Builder scopes(String... names) {
            scopes.addAll(Arrays.asList(names));
            return this;
        }

        /**
         * The algorithm of its tokens. Default: {@code RS256}. Beside {@code ES256}, others need a key first: see
         * {@link SigningKeys#use}.
         */
        public Builder signedWith(String name) {
            algorithm = name;
            return this;
        }

        /** Its access tokens are random references that only introspection can read. Default: JWTs. */
        public Builder opaqueTokens() {
            opaqueTokens = true;
            return this;
        }

        /**
         * The public key for {@code private_key_jwt} (RFC 7523), as a JWK such as {@link SigningKey#publicJwkJson()}.
         * Default: none.
         *
         * @throws IllegalArgumentException if it is not a JWK
         */
        public Builder publicKey(String jwk) {
            try {
                publicKey = JWK.parse(jwk).toPublicJWK();
            } catch (ParseException e) {
                throw new IllegalArgumentException("expected a JWK", e);
            }
            if (publicKey == null) {
                throw new IllegalArgumentException("expected a JWK with a public key");
            }
            return this;
        }

        /**
         * Where to send a logout token when a session of the client ends (OpenID Connect Back-Channel Logout section
         * 2.2). Default: none.
         */
        public Builder backchannelLogoutUri(String uri) {
            backchannelLogoutUri = URI.create(uri);
            return this;
        }

        /** Its refresh tokens are JWTs that only the issuer can verify, as Keycloak's. Default: random strings. */
        public Builder jwtRefreshTokens() {
            jwtRefreshTokens = true;
            return this;
        }

        /**
         * Its refresh tokens can be used until they expire. A refresh at the generic issuer returns no new one.
         * Default: each can be used once, and a second use revokes the grant.
         */
        public Builder reusableRefreshTokens() {
            reusableRefreshTokens = true;
            return this;
        }

        /** It must push its authorization requests (RFC 9126 section 5). Default: it may. */
        public Builder pushedRequestsOnly() {
            pushedRequestsOnly = true;
            return this;
        }

        public String id() {
            return id;
        }

        /** The client as described so far. */
        public Client build() {
            return new Client(this);
        }

        @Override
        public String toString() {
            return "Client.Builder[" + id + "]";
        }
    }
}
