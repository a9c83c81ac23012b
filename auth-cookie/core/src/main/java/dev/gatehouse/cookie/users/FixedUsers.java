package dev.gatehouse.cookie.users;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user directory whose users do not change. Immutable.
 *
 * @param decoys one for each cost among the users' hashes, the most frequent first; at least one
 */
record FixedUsers(Map<String, User> byName, List<PasswordHash> decoys) implements Users {

    static FixedUsers of(Collection<User> users) {
        Map<String, User> byName = new HashMap<>();
        Map<String, String> folded = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        Map<String, PasswordHash> decoys = new HashMap<>();
        for (User user : users) {
            String other = folded.put(UserNames.fold(user.name()), user.name());
            if (other != null) {
                throw new IllegalArgumentException(
                        "the user names " + other + " and " + user.name() + " differ only in case");
            }
            byName.put(user.name(), user);
            PasswordHash hash = user.passwordHash();
            if (hash != null) {
                counts.merge(hash.work(), 1, Integer::sum);
                decoys.computeIfAbsent(hash.work(), work -> hash.likeThis());
            }
        }
        List<PasswordHash> ordered = new ArrayList<>(decoys.values());
        ordered.sort(Comparator.comparing((PasswordHash decoy) -> counts.getOrDefault(decoy.work(), 0))
                .reversed()
                .thenComparing(PasswordHash::work));
        return new FixedUsers(
                Map.copyOf(byName), ordered.isEmpty() ? List.of(PasswordHash.decoy()) : List.copyOf(ordered));
    }

    @Override
    public Optional<User> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public PasswordHash decoy() {
        return decoys.get(0);
    }

    @Override
    public boolean blocking() {
        return false;
    }

    @Override
    public String toString() {
        return "FixedUsers[" + byName.size() + "]";
    }
}
