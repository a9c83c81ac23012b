package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Passkeys in memory, for directories of users that are not persistent either. It does not notice when a user is
 * removed. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class InMemoryPasskeyStore implements PasskeyStore {

    private final PasskeyList list = PasskeyList.create();

    /** Creates an empty store with a secret of its own. */
    public InMemoryPasskeyStore() {}

    @Override
    public String secret() {
        return list.secret();
    }

    @Override
    public synchronized Optional<Passkey> find(String id) {
        return list.find(id);
    }

    @Override
    public synchronized List<Passkey> ofUser(String user) {
        return list.ofUser(user);
    }

    @Override
    public synchronized Added add(Passkey passkey, int most) {
        return list.add(passkey, most);
    }

    @Override
    public synchronized boolean used(Passkey before, long counter, boolean backedUp, Instant at) {
        return list.used(before, counter, backedUp, at);
    }

    @Override
    public synchronized boolean remove(String user, String id) {
        return list.remove(user, id);
    }
}
