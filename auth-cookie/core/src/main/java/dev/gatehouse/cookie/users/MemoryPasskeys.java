package dev.gatehouse.cookie.users;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Passkeys in memory. Thread-safe. */
final class MemoryPasskeys implements PasskeyStore {

    private final PasskeyList list = PasskeyList.create();

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
