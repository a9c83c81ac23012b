package dev.gatehouse.testkit.idp;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The registered clients and users, shared by both issuers. Safe for use by several threads. */
final class Directory {

    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, User> users = new ConcurrentHashMap<>();

    void register(Client client) {
        clients.put(client.id(), client);
    }

    void register(User user) {
        users.put(user.name(), user);
    }

    Optional<Client> client(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** The user when the password is right; an unknown name costs as much as a wrong password. */
    Optional<User> login(String name, String password) {
        User user = users.get(name);
        if (user == null) {
            Secret.NOBODY.matches(password);
            return Optional.empty();
        }
        return user.password().matches(password) ? Optional.of(user) : Optional.empty();
    }
}
