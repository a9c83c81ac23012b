package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Directory;
import dev.gatehouse.idp.accounts.Permissions;
import dev.gatehouse.idp.accounts.User;
import dev.gatehouse.spi.stability.Incubating;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds an {@link IdentityProvider}. Not thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class IdentityProviderBuilder {

    private static final Duration REFRESH_TOKEN = Duration.ofMinutes(30);

    private final Map<String, Client.Builder> clients = new LinkedHashMap<>();
    private final Map<String, User.Builder> users = new LinkedHashMap<>();
    private int port;
    private Clock clock = Clock.systemUTC();
    private Duration keycloakAccessToken = Duration.ofMinutes(5);
    private Duration genericAccessToken = Duration.ofDays(1);
    private Duration refreshToken = REFRESH_TOKEN;
    private boolean responseIssuer = true;

    IdentityProviderBuilder() {}

    /** Sets the port. Default: 0, any free port. */
    public IdentityProviderBuilder port(int value) {
        port = value;
        return this;
    }

    /** Sets the clock. Default: the system clock. */
    public IdentityProviderBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** Sets the lifetime of access tokens of the Keycloak flavour, at least one second. Default: 300 s. */
    public IdentityProviderBuilder keycloakAccessTokenLifetime(Duration value) {
        keycloakAccessToken = value;
        return this;
    }

    /** Sets the lifetime of access tokens of the generic flavour, at least one second. Default: 86400 s. */
    public IdentityProviderBuilder genericAccessTokenLifetime(Duration value) {
        genericAccessToken = value;
        return this;
    }

    /** Sets the lifetime of an unused refresh token, at least one second. Default: 30 minutes. */
    public IdentityProviderBuilder refreshTokenLifetime(Duration value) {
        refreshToken = value;
        return this;
    }

    /** Sets whether authorization responses have the parameter {@code iss} (RFC 9207). Default: true. */
    public IdentityProviderBuilder responseIssuer(boolean value) {
        responseIssuer = value;
        return this;
    }

    /** Adds a client for client credentials, with the same permissions at each of its audiences. */
    public IdentityProviderBuilder client(
            String id, String secret, Collection<String> audiences, String... permissions) {
        Client.Builder client = Client.builder(id).secret(secret).audiences(audiences.toArray(new String[0]));
        audiences.forEach(audience -> client.permissions(audience, permissions));
        return client(client);
    }

    /** Adds a client, or replaces the one with the same id. */
    public IdentityProviderBuilder client(Client.Builder client) {
        clients.put(client.id(), client);
        return this;
    }

    /** Adds a user with the same permissions at every audience. */
    public IdentityProviderBuilder user(
            String name,
            String password,
            String displayName,
            Collection<String> permissions,
            Collection<String> groups) {
        return user(User.builder(name, password)
                .displayName(displayName)
                .permissions(Permissions.ANY_AUDIENCE, permissions.toArray(new String[0]))
                .groups(groups.toArray(new String[0])));
    }

    /** Adds a user, or replaces the one with the same name. */
    public IdentityProviderBuilder user(User.Builder user) {
        users.put(user.name(), user);
        return this;
    }

    /**
     * Adds redirect URIs to a client that was added before. The origin of each, followed by a slash, becomes a
     * post-logout redirect URI.
     *
     * @throws IllegalArgumentException if there is no such client
     */
    public IdentityProviderBuilder redirectUris(String clientId, String... uris) {
        Client.Builder client = clients.get(clientId);
        if (client == null) {
            throw new IllegalArgumentException("unknown client " + clientId);
        }
        client.redirectUris(uris);
        for (String uri : uris) {
            client.postLogoutRedirectUris(URI.create(uri).resolve("/").toString());
        }
        return this;
    }

    /**
     * Starts the server. Keys are created in the background. The first request that needs a key waits for it.
     *
     * @throws UncheckedIOException if the port is in use
     */
    public IdentityProvider start() {
        Directory directory = new Directory();
        clients.values().forEach(client -> directory.register(client.build()));
        users.values().forEach(user -> directory.register(user.build()));
        return new IdentityProvider(
                port,
                clock,
                new Lifetimes(keycloakAccessToken, refreshToken),
                new Lifetimes(genericAccessToken, refreshToken),
                responseIssuer,
                directory);
    }

    @Override
    public String toString() {
        return "IdentityProviderBuilder[clients " + List.copyOf(clients.keySet()) + ", users "
                + List.copyOf(users.keySet()) + "]";
    }
}
