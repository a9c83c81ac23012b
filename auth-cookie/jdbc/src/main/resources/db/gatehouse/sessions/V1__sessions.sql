-- Times are nanoseconds since 1970. Keys are SHA-256 in base64url, so they have one length whatever they stand for.
CREATE TABLE gatehouse_session (
    id           VARCHAR(43) NOT NULL PRIMARY KEY,
    subject_key  VARCHAR(43) NOT NULL,
    sid_key      VARCHAR(43),
    begun        BIGINT      NOT NULL,
    last_used    BIGINT      NOT NULL,
    keep_until   BIGINT      NOT NULL,
    leased_until BIGINT      NOT NULL,
    version      BIGINT      NOT NULL,
    record       BYTEA       NOT NULL
);

CREATE INDEX gatehouse_session_subject ON gatehouse_session (subject_key);
CREATE INDEX gatehouse_session_sid ON gatehouse_session (sid_key);
CREATE INDEX gatehouse_session_keep ON gatehouse_session (keep_until);

-- Tries to log in, by account and by client address.
CREATE TABLE gatehouse_try (
    high             BIGINT NOT NULL,
    low              BIGINT NOT NULL,
    full_at          BIGINT NOT NULL,
    remembered_until BIGINT NOT NULL,
    PRIMARY KEY (high, low)
);
