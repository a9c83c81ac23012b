package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The costs of the password hashes in the table: those of a sample, and those of users found since the start, which the
 * sample may lack. Thread-safe.
 */
final class UserHashCosts {

    private List<PasswordHash> sample = List.of();
    private List<PasswordHash> found = List.of();
    private volatile List<PasswordHash> decoys = List.of(PasswordHash.decoy());

    /** Returns a decoy for each cost, the most frequent of the sample first. */
    List<PasswordHash> decoys() {
        return decoys;
    }

    /** Replaces the sample: one hash for each cost, the most frequent first. */
    synchronized void sampled(List<PasswordHash> hashes) {
        sample = List.copyOf(hashes);
        update();
    }

    /** Adds the cost of a user's hash, unless it is known. */
    void seen(User user) {
        PasswordHash hash = user.passwordHash();
        if (hash != null && decoys.stream().noneMatch(hash::costsTheSameAs)) {
            add(hash);
        }
    }

    private synchronized void add(PasswordHash hash) {
        List<PasswordHash> more = new ArrayList<>(found);
        more.add(hash);
        found = List.copyOf(more);
        update();
    }

    private void update() {
        List<User> users = new ArrayList<>();
        for (List<PasswordHash> hashes : List.of(sample, found)) {
            for (PasswordHash hash : hashes) {
                String name = Integer.toString(users.size());
                users.add(new User(name, name, hash, Set.of(), Set.of(), Set.of(), false));
            }
        }
        List<PasswordHash> each = new ArrayList<>(Users.of(users).decoys());
        if (!sample.isEmpty()) {
            each.sort((one, other) ->
                    Boolean.compare(other.costsTheSameAs(sample.get(0)), one.costsTheSameAs(sample.get(0))));
        }
        decoys = List.copyOf(each);
    }
}
