-- Counts of login attempts. They matter for minutes, so they are not written to the disk, or not to the log.
-- gatehouse_try keeps what is remembered for days.
CREATE ${shortLived} gatehouse_attempt (
    high    BIGINT NOT NULL,
    low     BIGINT NOT NULL,
    full_at BIGINT NOT NULL,
    PRIMARY KEY (high, low)
) ${notWritten};
