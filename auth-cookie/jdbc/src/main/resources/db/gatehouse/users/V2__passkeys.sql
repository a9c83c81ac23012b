-- Passkeys go with their user, so another person who gets the same name does not inherit them. Times are milliseconds
-- since 1970.
CREATE TABLE gatehouse_passkey (
    id              VARCHAR(1364) NOT NULL PRIMARY KEY,
    user_name       VARCHAR(255)  NOT NULL REFERENCES gatehouse_user (name) ON UPDATE CASCADE ON DELETE CASCADE,
    handle          VARCHAR(43)   NOT NULL,
    public_key      VARCHAR(4000) NOT NULL,
    counter         BIGINT        NOT NULL,
    backup_eligible BOOLEAN       NOT NULL,
    backed_up       BOOLEAN       NOT NULL,
    label           VARCHAR(64)   NOT NULL,
    created         BIGINT        NOT NULL,
    last_used       BIGINT        NOT NULL
);

CREATE INDEX gatehouse_passkey_user ON gatehouse_passkey (user_name);

-- One row: the secret that challenges are made with on all nodes.
CREATE TABLE gatehouse_passkey_secret (
    id     SMALLINT    NOT NULL PRIMARY KEY,
    secret VARCHAR(43) NOT NULL
);
