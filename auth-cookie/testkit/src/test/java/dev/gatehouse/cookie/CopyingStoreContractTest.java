package dev.gatehouse.cookie;

import dev.gatehouse.cookie.testkit.SessionStoreContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.SessionSamples;

/** Copies that never grow old: what this node itself changes must be seen through them. */
class CopyingStoreContractTest implements SessionStoreContract {

    @Override
    public SessionStore store() {
        SessionClock clock = new SessionClock(MovableClock.at(SessionSamples.START), () -> 0);
        return new CopyingStore(new MemorySessionStore(1000, clock), () -> 0);
    }
}
