package dev.gatehouse.jwt.interop;

import dev.gatehouse.idp.faults.Fault;
import java.net.URI;
import java.time.Duration;

/** The ways in which an issuer's metadata or keys may be spoiled, all of which must leave the last good keys in use. */
enum KeyFault {
    SERVER_ERROR(Fault.status(500)),
    NOT_FOUND(Fault.status(404)),
    UNAVAILABLE(Fault.status(503).retryAfter(Duration.ofSeconds(1))),
    TOO_MANY_REQUESTS(Fault.status(429).retryAfter(Duration.ofSeconds(1))),
    UNAUTHORIZED(Fault.status(401)),
    HTML(Fault.html()),
    NOTHING(Fault.empty()),
    NO_OBJECT(Fault.body("application/json", "[]")),
    NO_SET(Fault.body("application/json", "{}")),
    NULLS(Fault.body("application/json", "{\"keys\":null}")),
    NOT_UTF_8(Fault.body("application/json", "{\"keys\":\"\u00ff\"}")),
    TRUNCATED(Fault.truncated()),
    OVERSIZE(Fault.oversize(2 * 1024 * 1024)),
    CUT(Fault.cut()),
    RESET(Fault.hangUp()),
    REDIRECT(Fault.redirect(URI.create("http://127.0.0.1:1/keys"))),
    DRIP(Fault.drip(Duration.ofMinutes(1)));

    private final Fault fault;

    KeyFault(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
