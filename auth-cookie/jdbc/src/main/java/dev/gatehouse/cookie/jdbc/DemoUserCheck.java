package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.users.DemoUsers;
import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds demo users with their public passwords in a table. Each of their hashes is verified once. Thread-safe. */
final class DemoUserCheck {

    private static final Logger LOG = LoggerFactory.getLogger(DemoUserCheck.class);

    private record Checked(String hash, boolean refused) {}

    // By name. There are few names: the case variants of three.
    private final Map<String, Checked> checked = new ConcurrentHashMap<>();

    boolean refuses(User user) {
        PasswordHash hash = user.passwordHash();
        if (hash == null || !DemoUsers.isName(user.name())) {
            return false;
        }
        Checked known = checked.get(user.name());
        if (known != null && known.hash().equals(hash.text())) {
            return known.refused();
        }
        boolean refused = DemoUsers.isOne(user.name(), hash);
        checked.put(user.name(), new Checked(hash.text(), refused));
        if (refused) {
            LOG.error(
                    "the user {} in gatehouse_user is refused: its password is its name, as in the demo; change the"
                            + " password or remove the user",
                    user.name());
        }
        return refused;
    }
}
