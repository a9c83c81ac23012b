-- The owner of a session claims it in its record.
ALTER TABLE gatehouse_session DROP COLUMN leased_until;
