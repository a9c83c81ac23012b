package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.User;
import dev.gatehouse.idp.tokens.Randoms;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A person logged in at the provider in one browser: what {@code sid} names.
 *
 * @param clients the clients that got a grant from the session and learn about its end
 */
record Session(String sid, User user, Instant authenticationTime, Set<String> clients, AtomicBoolean ended) {

    Session(User user, Instant authenticationTime) {
        this(Randoms.token(), user, authenticationTime, ConcurrentHashMap.newKeySet(), new AtomicBoolean());
    }

    boolean isAlive() {
        return !ended.get();
    }

    /** Returns true for exactly one caller. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }
}
