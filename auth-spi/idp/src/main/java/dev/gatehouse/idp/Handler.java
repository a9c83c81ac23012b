package dev.gatehouse.idp;

import dev.gatehouse.idp.faults.Answer;

/** One endpoint: a request in, an answer out. Implementations are safe for use by several threads. */
@FunctionalInterface
interface Handler {

    /**
     * Answers the request.
     *
     * @throws OAuthException for an error that the protocol has a name for
     */
    Answer answer(Request request);
}
