package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.User;
import dev.gatehouse.idp.tokens.Randoms;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A person logged in at the provider in one browser: what {@code sid} names. */
record Session(String sid, User user, Instant authenticationTime, AtomicBoolean ended) {

    Session(User user, Instant authenticationTime) {
        this(Randoms.token(), user, authenticationTime, new AtomicBoolean());
    }

    boolean isAlive() {
        return !ended.get();
    }

    void end() {
        ended.set(true);
    }
}
