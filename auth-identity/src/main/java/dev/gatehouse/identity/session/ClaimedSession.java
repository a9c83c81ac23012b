package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.support.retry.CircuitBreaker;

/**
 * A session that this node alone may refresh for some seconds.
 *
 * @param record the session as it is stored now
 * @param data its data
 * @param before its tokens
 * @param target the provider
 * @param pass how the call of the provider was admitted
 * @param takenOver whether an earlier claim ended without a result, so that the provider may have used the refresh
 *     token already
 */
record ClaimedSession(
        SessionRecord record,
        SessionData.Tokens data,
        TokenSet before,
        RefreshTarget target,
        CircuitBreaker.Pass pass,
        boolean takenOver) {}
