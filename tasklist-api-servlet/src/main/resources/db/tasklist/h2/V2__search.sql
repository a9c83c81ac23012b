-- What searches need: sort keys, and tables in which a filter is a range of an index in the order of the list.

ALTER TABLE task ADD COLUMN priority INTEGER DEFAULT 50 NOT NULL;
ALTER TABLE task ADD CONSTRAINT task_priority CHECK (priority BETWEEN 0 AND 100);
-- The assignee, or an empty string.
ALTER TABLE task ADD COLUMN holder VARCHAR(255) GENERATED ALWAYS AS (COALESCE(assignee, ''));
-- Dates in both directions: a missing date is the year 2099 or 1900, so that it comes last.
ALTER TABLE task ADD COLUMN due_asc BIGINT GENERATED ALWAYS AS (COALESCE(due_date, 4102358400000));
ALTER TABLE task ADD COLUMN due_desc BIGINT GENERATED ALWAYS AS (COALESCE(due_date, -2208988800000));
ALTER TABLE task ADD COLUMN follow_up_asc BIGINT GENERATED ALWAYS AS (COALESCE(follow_up_date, 4102358400000));
ALTER TABLE task ADD COLUMN follow_up_desc BIGINT GENERATED ALWAYS AS (COALESCE(follow_up_date, -2208988800000));

DROP INDEX task_newest;
DROP INDEX task_assignee;
DROP INDEX task_instance;
CREATE INDEX task_due_asc ON task (state, due_asc, task_key);
CREATE INDEX task_due_desc ON task (state, due_desc DESC, task_key);
CREATE INDEX task_follow_up_asc ON task (state, follow_up_asc, task_key);
CREATE INDEX task_follow_up_desc ON task (state, follow_up_desc DESC, task_key);
CREATE INDEX task_priority_asc ON task (state, priority, task_key);
CREATE INDEX task_priority_desc ON task (state, priority DESC, task_key);
CREATE INDEX task_holder ON task (holder, state, creation_time DESC, task_key);
CREATE INDEX task_definition ON task (definition_key, state, creation_time DESC, task_key);
CREATE INDEX task_element ON task (element_id, state, creation_time DESC, task_key);
CREATE INDEX task_instance ON task (instance_key, state, creation_time DESC, task_key);
CREATE INDEX task_tenant ON task (tenant_id, state, creation_time DESC, task_key);

-- A task without candidates has one row of the kind NONE.
ALTER TABLE task_candidate ADD COLUMN state VARCHAR(16);
ALTER TABLE task_candidate ADD COLUMN creation_time BIGINT;
UPDATE task_candidate c SET
    state = (SELECT t.state FROM task t WHERE t.task_key = c.task_key),
    creation_time = (SELECT t.creation_time FROM task t WHERE t.task_key = c.task_key);
INSERT INTO task_candidate (task_key, kind, name, place, state, creation_time)
    SELECT t.task_key, 'NONE', '', 0, t.state, t.creation_time FROM task t
    WHERE NOT EXISTS (SELECT 1 FROM task_candidate c WHERE c.task_key = t.task_key);
ALTER TABLE task_candidate ALTER COLUMN state SET NOT NULL;
ALTER TABLE task_candidate ALTER COLUMN creation_time SET NOT NULL;
DROP INDEX task_candidate_name;
CREATE INDEX task_candidate_name ON task_candidate (kind, name, state, creation_time DESC, task_key);

-- The variables that a filter finds: those visible to an active task, and those in the snapshot of a completed one.
-- The digest is the first half of SHA-256 of name, U+001F and preview.
CREATE TABLE task_match (
    task_key       BIGINT       NOT NULL,
    digest         UUID         NOT NULL,
    state          VARCHAR(16)  NOT NULL,
    creation_time  BIGINT       NOT NULL,
    PRIMARY KEY (task_key, digest)
);

INSERT INTO task_match (task_key, digest, state, creation_time)
    SELECT t.task_key,
        CAST(SUBSTRING(HASH('SHA-256', STRINGTOUTF8(v.name || CHAR(31) || v.preview)) FROM 1 FOR 16) AS UUID),
        t.state, t.creation_time
    FROM task t JOIN task_scope s ON s.task_key = t.task_key JOIN variable v ON v.scope_key = s.scope_key
    WHERE t.state = 'CREATED' AND NOT EXISTS (
        SELECT 1 FROM task_scope i JOIN variable w ON w.scope_key = i.scope_key
        WHERE i.task_key = t.task_key AND w.name = v.name AND i.depth < s.depth);
INSERT INTO task_match (task_key, digest, state, creation_time)
    SELECT t.task_key,
        CAST(SUBSTRING(HASH('SHA-256', STRINGTOUTF8(x.name || CHAR(31) || x.preview)) FROM 1 FOR 16) AS UUID),
        t.state, t.creation_time
    FROM task t JOIN task_snapshot x ON x.task_key = t.task_key
    WHERE t.state = 'COMPLETED';
CREATE INDEX task_match_digest ON task_match (digest, state, creation_time DESC, task_key);
