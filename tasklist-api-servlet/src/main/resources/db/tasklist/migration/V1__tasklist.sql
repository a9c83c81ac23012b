-- Times are epoch milliseconds. The SQL is the common part of H2 and PostgreSQL.

CREATE SEQUENCE tasklist_key START WITH 2251799813685249;

CREATE TABLE process_definition (
    definition_key    BIGINT        NOT NULL PRIMARY KEY,
    bpmn_process_id   VARCHAR(255)  NOT NULL,
    name              VARCHAR(1000),
    version           INTEGER       NOT NULL,
    tenant_id         VARCHAR(255)  NOT NULL,
    start_form_id     VARCHAR(255),
    public_start      BOOLEAN       NOT NULL,
    digest            VARCHAR(64)   NOT NULL,
    bpmn_xml          TEXT          NOT NULL,
    CONSTRAINT process_definition_version UNIQUE (tenant_id, bpmn_process_id, version),
    CONSTRAINT process_definition_digest UNIQUE (tenant_id, bpmn_process_id, digest)
);

CREATE TABLE embedded_form (
    definition_key    BIGINT        NOT NULL REFERENCES process_definition (definition_key),
    form_id           VARCHAR(255)  NOT NULL,
    schema_json       TEXT          NOT NULL,
    PRIMARY KEY (definition_key, form_id)
);

CREATE TABLE deployed_form (
    tenant_id         VARCHAR(255)  NOT NULL,
    form_id           VARCHAR(255)  NOT NULL,
    version           BIGINT        NOT NULL,
    digest            VARCHAR(64)   NOT NULL,
    schema_json       TEXT          NOT NULL,
    PRIMARY KEY (tenant_id, form_id, version),
    CONSTRAINT deployed_form_digest UNIQUE (tenant_id, form_id, digest)
);

CREATE TABLE task (
    task_key             BIGINT        NOT NULL PRIMARY KEY,
    name                 VARCHAR(1000) NOT NULL,
    element_id           VARCHAR(255)  NOT NULL,
    process_name         VARCHAR(1000) NOT NULL,
    bpmn_process_id      VARCHAR(255)  NOT NULL,
    definition_key       BIGINT        NOT NULL REFERENCES process_definition (definition_key),
    instance_key         BIGINT        NOT NULL,
    state                VARCHAR(16)   NOT NULL,
    assignee             VARCHAR(255),
    creation_time        BIGINT        NOT NULL,
    completion_time      BIGINT,
    -- completion_time, or the year 1900 while there is none: newest completed first is read along an index.
    completion_order     BIGINT        NOT NULL,
    due_date             BIGINT,
    follow_up_date       BIGINT,
    form_key             VARCHAR(1000),
    form_id              VARCHAR(255),
    form_version         BIGINT,
    form_embedded        BOOLEAN,
    tenant_id            VARCHAR(255)  NOT NULL,
    implementation       VARCHAR(32)   NOT NULL
);

CREATE INDEX task_newest ON task (creation_time DESC, task_key);
CREATE INDEX task_state_newest ON task (state, creation_time DESC, task_key);
CREATE INDEX task_state_completed ON task (state, completion_order DESC, task_key);
CREATE INDEX task_assignee ON task (assignee, state);
CREATE INDEX task_instance ON task (instance_key);

CREATE TABLE task_candidate (
    task_key     BIGINT       NOT NULL REFERENCES task (task_key),
    kind         VARCHAR(5)   NOT NULL,
    name         VARCHAR(255) NOT NULL,
    place        INTEGER      NOT NULL,
    PRIMARY KEY (task_key, kind, name)
);

CREATE INDEX task_candidate_name ON task_candidate (kind, name, task_key);

-- From where a task sees variables: itself at depth 0, the process instance at the greatest depth.
CREATE TABLE task_scope (
    task_key     BIGINT  NOT NULL REFERENCES task (task_key),
    depth        INTEGER NOT NULL,
    scope_key    BIGINT  NOT NULL,
    PRIMARY KEY (task_key, depth)
);

CREATE INDEX task_scope_key ON task_scope (scope_key);

-- One row for each scope, to be locked by whoever writes variables of it.
CREATE TABLE variable_scope (
    scope_key    BIGINT NOT NULL PRIMARY KEY
);

CREATE TABLE variable (
    scope_key    BIGINT        NOT NULL,
    name         VARCHAR(1000) NOT NULL,
    tenant_id    VARCHAR(255)  NOT NULL,
    preview      VARCHAR(8191) NOT NULL,
    -- The whole text when it is longer than the preview.
    full_text    TEXT,
    PRIMARY KEY (scope_key, name)
);

CREATE TABLE task_draft (
    task_key     BIGINT        NOT NULL REFERENCES task (task_key),
    name         VARCHAR(1000) NOT NULL,
    variable_id  VARCHAR(1100) NOT NULL,
    preview      VARCHAR(8191) NOT NULL,
    full_text    TEXT,
    PRIMARY KEY (task_key, name)
);

CREATE INDEX task_draft_variable ON task_draft (variable_id);

-- The variables of a completed task, as they were when it was completed.
CREATE TABLE task_snapshot (
    task_key     BIGINT        NOT NULL REFERENCES task (task_key),
    name         VARCHAR(1000) NOT NULL,
    preview      VARCHAR(8191) NOT NULL,
    full_text    TEXT,
    PRIMARY KEY (task_key, name)
);
