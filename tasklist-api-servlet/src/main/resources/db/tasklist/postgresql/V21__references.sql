-- Rows of these tables are written and deleted together with their task, by the same code. Checking each of them costs
-- more than a tenth of a bulk load.
ALTER TABLE task_candidate DROP CONSTRAINT task_candidate_task_key_fkey;
ALTER TABLE task_scope DROP CONSTRAINT task_scope_task_key_fkey;
ALTER TABLE task_snapshot DROP CONSTRAINT task_snapshot_task_key_fkey;
