package dev.gatehouse.jwt.client;

import java.time.Instant;

/** Signs client assertions. This interface keeps the optional signing library away from clients with a secret. */
interface AssertionSigner {

    /** Returns a new assertion in compact form. */
    String assertion(String clientId, String audience, Instant now);
}
