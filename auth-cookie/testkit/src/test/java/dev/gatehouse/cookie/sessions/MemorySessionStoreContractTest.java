package dev.gatehouse.cookie.sessions;

import dev.gatehouse.cookie.testkit.SessionStoreContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.SessionSamples;

class MemorySessionStoreContractTest implements SessionStoreContract {

    @Override
    public SessionStore store() {
        return new MemorySessionStore(1000, new SessionClock(MovableClock.at(SessionSamples.START), () -> 0));
    }
}
