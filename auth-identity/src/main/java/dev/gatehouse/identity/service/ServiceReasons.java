package dev.gatehouse.identity.service;

import dev.gatehouse.spi.Reason;

/** The reasons for undecided callers; see META-INF/gatehouse/reasons.properties. */
final class ServiceReasons {

    static final Reason UNAVAILABLE =
            Reason.of("identity.unavailable", "the Identity service failed or did not answer in time");
    static final Reason SUSPENDED = Reason.of(
            "identity.unavailable", "the Identity service failed repeatedly; calls are suspended for a while");
    static final Reason ANSWER = Reason.of("identity.answer", "the answer of the Identity service cannot be used");
    static final Reason REFUSED =
            Reason.of("identity.refused", "the Identity service refuses a token that is valid here");
    static final Reason SATURATED =
            Reason.of("identity.saturated", "too many requests are waiting for the Identity service");
    static final Reason EXPIRED =
            Reason.of("identity.expired", "the token expired before the Identity service answered");

    private ServiceReasons() {}
}
