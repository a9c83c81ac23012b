package dev.gatehouse.cookie.sessions;

import dev.gatehouse.cookie.testkit.SessionStoreContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.SessionSamples;

/** Copies that never expire: changes by this node must be visible through them. */
class CachingSessionStoreContractTest implements SessionStoreContract {

    @Override
    public SessionStore store() {
        SessionClock clock = new SessionClock(MovableClock.at(SessionSamples.START), () -> 0);
        return new CachingSessionStore(new MemorySessionStore(1000, clock), () -> 0);
    }
}
