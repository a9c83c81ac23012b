package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests of one mechanism's client that signs them, with the clock that the mechanism reads. */
record SignedRequests(String mechanism, SigningClients clients, MovableClock clock, AtomicInteger count) {

    private static final String QUERY = "a=1";

    SignedRequests(String mechanism) {
        this(mechanism, new SigningClients(), MovableClock.at("2026-01-01T00:00:00Z"), new AtomicInteger());
    }

    /** Returns a request with a body of its own, since a signature counts once. */
    TestRequest next() {
        return clients.request(mechanism, QUERY, "{\"id\": " + count.incrementAndGet() + "}", clock.instant());
    }

    /** Returns a request that was signed some time ago. */
    TestRequest signedBefore(Duration age) {
        return clients.request(mechanism, QUERY, "{}", clock.instant().minus(age));
    }
}
