package dev.gatehouse.identity.session;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes sessions in the store. Thread-safe. */
record StoredSession(Sessions sessions) {

    private static final Logger LOG = LoggerFactory.getLogger(StoredSession.class);

    /**
     * Replaces a session unless it was changed meanwhile.
     *
     * @return the session as it is stored now; {@code null} if it was not replaced
     */
    @Nullable
    SessionRecord replaced(SessionRecord expected, Caller caller, @Nullable String sid, String data)
            throws SessionsUnavailableException {
        return sessions.compareAndSet(expected, version(expected, caller, sid, data, expected.version()))
                ? version(expected, caller, sid, data, expected.version() + 1)
                : null;
    }

    @Nullable
    SessionRecord replaced(SessionRecord expected, String data) throws SessionsUnavailableException {
        return replaced(expected, expected.caller(), expected.sid(), data);
    }

    /** Ends a session so that its next request, on any node, is told the reason. Its tokens are deleted. */
    RefreshOutcome.Ended end(SessionRecord session, Reason reason) throws SessionsUnavailableException {
        LOG.info(
                "the session {} ends: {}{}",
                session.id().digest(),
                reason.code(),
                reason.detail().isEmpty() ? "" : " (" + reason.detail() + ")");
        replaced(session, new SessionData.Ended(reason).text());
        return new RefreshOutcome.Ended(reason);
    }

    private static SessionRecord version(
            SessionRecord session, Caller caller, @Nullable String sid, String data, long version) {
        return new SessionRecord(
                session.id(),
                session.owner(),
                caller,
                sid,
                session.tenant(),
                session.begun(),
                session.lastUsed(),
                session.ends(),
                session.lasting(),
                data,
                version);
    }
}
