package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Internal;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds users whose hashes can be guessed quickly: bcrypt with a cost below 10. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class CheapHashes {

    private static final int MIN_COST = 10;
    private static final int SHOWN_NAMES = 3;

    private CheapHashes() {}

    /** Returns a warning for the log; empty if no user has such a hash. Many users are counted and not named. */
    public static Optional<String> warning(Collection<User> users) {
        TreeSet<String> names = new TreeSet<>();
        for (User user : users) {
            PasswordHash hash = user.passwordHash();
            if (hash != null && isCheap(hash)) {
                names.add(user.name());
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                names.size() > SHOWN_NAMES
                        ? warning(names.size())
                        : sentence("the password hashes of " + String.join(", ", names)));
    }

    /** Returns a warning about a number of users. */
    public static String warning(long users) {
        return sentence(users + " password hashes");
    }

    private static String sentence(String hashes) {
        return hashes + " are bcrypt with a cost below " + MIN_COST
                + ", so their passwords can be guessed quickly if the hashes leak; a login replaces such a hash"
                + " (auth.cookie.rehash), or set a new password";
    }

    /** Returns whether a hash can be guessed quickly. */
    public static boolean isCheap(PasswordHash hash) {
        String cost = hash.cost();
        return BcryptHash.isPrefixOf(cost + "$") && Integer.parseInt(cost.substring(cost.length() - 2)) < MIN_COST;
    }
}
