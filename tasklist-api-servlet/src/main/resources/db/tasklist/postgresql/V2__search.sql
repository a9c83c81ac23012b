-- What searches need: sort keys, and tables in which a filter is a range of an index in the order of the list.
-- Ids are compared bytewise, which is several times faster than the rules of a language.

ALTER TABLE task
    ALTER COLUMN state TYPE VARCHAR(16) COLLATE "C",
    ALTER COLUMN element_id TYPE VARCHAR(255) COLLATE "C",
    ALTER COLUMN tenant_id TYPE VARCHAR(255) COLLATE "C",
    ADD COLUMN priority INTEGER DEFAULT 50 NOT NULL,
    ADD CONSTRAINT task_priority CHECK (priority BETWEEN 0 AND 100),
    -- The assignee, or an empty string.
    ADD COLUMN holder VARCHAR(255) COLLATE "C" GENERATED ALWAYS AS (COALESCE(assignee, '')) STORED,
    -- Dates in both directions: a missing date is the year 2099 or 1900, so that it comes last.
    ADD COLUMN due_asc BIGINT GENERATED ALWAYS AS (COALESCE(due_date, 4102358400000)) STORED,
    ADD COLUMN due_desc BIGINT GENERATED ALWAYS AS (COALESCE(due_date, -2208988800000)) STORED,
    ADD COLUMN follow_up_asc BIGINT GENERATED ALWAYS AS (COALESCE(follow_up_date, 4102358400000)) STORED,
    ADD COLUMN follow_up_desc BIGINT GENERATED ALWAYS AS (COALESCE(follow_up_date, -2208988800000)) STORED;

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
DROP INDEX task_candidate_name;
ALTER TABLE task_candidate
    ALTER COLUMN kind TYPE VARCHAR(5) COLLATE "C",
    ALTER COLUMN name TYPE VARCHAR(255) COLLATE "C",
    ADD COLUMN state VARCHAR(16) COLLATE "C",
    ADD COLUMN creation_time BIGINT;
UPDATE task_candidate c SET state = t.state, creation_time = t.creation_time FROM task t
    WHERE t.task_key = c.task_key;
INSERT INTO task_candidate (task_key, kind, name, place, state, creation_time)
    SELECT t.task_key, 'NONE', '', 0, t.state, t.creation_time FROM task t
    WHERE NOT EXISTS (SELECT 1 FROM task_candidate c WHERE c.task_key = t.task_key);
ALTER TABLE task_candidate ALTER COLUMN state SET NOT NULL, ALTER COLUMN creation_time SET NOT NULL;
CREATE INDEX task_candidate_name ON task_candidate (kind, name, state, creation_time DESC, task_key);

-- The variables that a filter finds: those visible to an active task, and those in the snapshot of a completed one.
-- The digest is the first half of SHA-256 of name, U+001F and preview.
CREATE TABLE task_match (
    task_key       BIGINT                   NOT NULL,
    digest         UUID                     NOT NULL,
    state          VARCHAR(16) COLLATE "C"  NOT NULL,
    creation_time  BIGINT                   NOT NULL
);

INSERT INTO task_match (task_key, digest, state, creation_time)
    SELECT t.task_key,
        encode(substring(sha256(convert_to(v.name || chr(31) || v.preview, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid,
        t.state, t.creation_time
    FROM task t JOIN task_scope s ON s.task_key = t.task_key JOIN variable v ON v.scope_key = s.scope_key
    WHERE t.state = 'CREATED' AND NOT EXISTS (
        SELECT 1 FROM task_scope i JOIN variable w ON w.scope_key = i.scope_key
        WHERE i.task_key = t.task_key AND w.name = v.name AND i.depth < s.depth);
INSERT INTO task_match (task_key, digest, state, creation_time)
    SELECT t.task_key,
        encode(substring(sha256(convert_to(x.name || chr(31) || x.preview, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid,
        t.state, t.creation_time
    FROM task t JOIN task_snapshot x ON x.task_key = t.task_key
    WHERE t.state = 'COMPLETED';
ALTER TABLE task_match ADD PRIMARY KEY (task_key, digest);
CREATE INDEX task_match_digest ON task_match (digest, state, creation_time DESC, task_key);
