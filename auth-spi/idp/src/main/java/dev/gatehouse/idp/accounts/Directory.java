package dev.gatehouse.idp.accounts;

import dev.gatehouse.spi.stability.Internal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registered clients and users, shared by both issuers. Safe for use by several threads.
 *
 * @since 0.1
 */
@Internal
public final class Directory {

    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, User> users = new ConcurrentHashMap<>();

    public void register(Client client) {
        clients.put(client.id(), client);
    }

    public void register(User user) {
        users.put(user.name(), user);
    }

    public Optional<Client> client(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** The client when the secret is right; an unknown or public client costs as much as a wrong secret. */
    public Optional<Client> authenticate(String id, String secret) {
        Optional<Client> client = client(id);
        Secret expected = client.map(Client::secret).orElse(Secret.NOBODY);
        return expected.matches(secret) ? client : Optional.empty();
    }

    /** The user when the password is right; an unknown name costs as much as a wrong password. */
    public Optional<User> login(String name, String password) {
        User user = users.get(name);
        if (user == null) {
            Secret.NOBODY.matches(password);
            return Optional.empty();
        }
        return user.password().matches(password) ? Optional.of(user) : Optional.empty();
    }
}
