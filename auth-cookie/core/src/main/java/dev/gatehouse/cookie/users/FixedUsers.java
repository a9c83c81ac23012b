package dev.gatehouse.cookie.users;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A directory of users that do not change. Immutable. */
record FixedUsers(Map<String, User> byName, PasswordHash decoy) implements Users {

    static FixedUsers of(Collection<User> users) {
        Map<String, User> byName = new HashMap<>();
        Map<String, String> folded = new HashMap<>();
        Map<String, Integer> costs = new HashMap<>();
        PasswordHash most = PasswordHash.decoy();
        int count = 0;
        for (User user : users) {
            String other = folded.put(UserNames.fold(user.name()), user.name());
            if (other != null) {
                throw new IllegalArgumentException(
                        "the user names " + other + " and " + user.name() + " differ only in case");
            }
            byName.put(user.name(), user);
            PasswordHash hash = user.passwordHash();
            if (hash != null && costs.merge(hash.cost(), 1, Integer::sum) > count) {
                count = costs.getOrDefault(hash.cost(), 0);
                most = hash;
            }
        }
        return new FixedUsers(Map.copyOf(byName), most.likeThis());
    }

    @Override
    public Optional<User> find(String name) {
        return Optional.ofNullable(byName.get(name));
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
