package dev.gatehouse.jwt.client;

import java.time.Instant;

/** Signs client assertions. It keeps the signing library out of reach of those who authenticate with a secret. */
interface AssertionSigner {

    /** Returns a new assertion in compact form. */
    String assertion(String clientId, String audience, Instant now);
}
