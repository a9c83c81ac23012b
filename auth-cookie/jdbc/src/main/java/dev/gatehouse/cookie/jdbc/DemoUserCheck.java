package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.users.DemoUsers;
import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the demonstration's users in a table, by the password that everybody knows. Each of their hashes is tried once. Thread-safe. */
final class DemoUserCheck {

    private static final Logger LOG = LoggerFactory.getLogger(DemoUserCheck.class);

    private record Judged(String hash, boolean refused) {}

    // By name, of which there are few: the letter cases of three.
    private final Map<String, Judged> judged = new ConcurrentHashMap<>();

    boolean contain(User user) {
        PasswordHash hash = user.passwordHash();
        if (hash == null || !DemoUsers.isName(user.name())) {
            return false;
        }
        Judged known = judged.get(user.name());
        if (known != null && known.hash().equals(hash.text())) {
            return known.refused();
        }
        boolean refused = DemoUsers.isOne(user.name(), hash);
        judged.put(user.name(), new Judged(hash.text(), refused));
        if (refused) {
            LOG.error(
                    "the user {} in gatehouse_user has its own name as password, as in the demonstration, and can't be used; give it another password or remove it",
                    user.name());
        }
        return refused;
    }
}
