package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.support.Sha256;
import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.jdbc.bpmn.BpmnModel;
import dev.gatehouse.tasklist.store.jdbc.bpmn.BpmnReader;
import dev.gatehouse.tasklist.store.jdbc.sql.Rows;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and deploys process definitions. */
final class DefinitionRows {

    static final String SELECT =
            "SELECT d.definition_key, d.bpmn_process_id, d.name, d.version, d.tenant_id, d.start_form_id,"
                    + " d.public_start FROM process_definition d";

    private static final int MOST_LATEST = 1000;

    private DefinitionRows() {}

    static long mintKey(Handle handle) {
        return handle.createQuery("SELECT nextval('tasklist_key')")
                .mapTo(Long.class)
                .one();
    }

    static List<Long> mintKeys(Handle handle, int count) {
        return new Sql("SELECT nextval('tasklist_key') FROM unnest(CAST(? AS BIGINT ARRAY))")
                .addKeys(Collections.nCopies(count, 0L))
                .query(handle)
                .mapTo(Long.class)
                .list();
    }

    static Optional<ProcessDefinition> find(Handle handle, long key) {
        return list(handle, new Sql(SELECT).add(" WHERE d.definition_key = ?", key)).stream()
                .findFirst();
    }

    static Optional<String> xml(Handle handle, long key) {
        return new Sql("SELECT d.bpmn_xml FROM process_definition d")
                .add(" WHERE d.definition_key = ? AND d.bpmn_xml IS NOT NULL", key)
                .query(handle)
                .mapTo(String.class)
                .findFirst();
    }

    static List<ProcessDefinition> list(Handle handle, Sql sql) {
        return sql.query(handle).map((row, context) -> read(row)).list();
    }

    static List<ProcessDefinition> latest(Handle handle, @Nullable String text, @Nullable Set<String> tenantIds) {
        Sql sql = new Sql(SELECT)
                .add(" WHERE d.version = (SELECT MAX(n.version) FROM process_definition n"
                        + " WHERE n.tenant_id = d.tenant_id AND n.bpmn_process_id = d.bpmn_process_id)");
        if (text != null && !text.isBlank()) {
            String pattern = "%"
                    + text.strip()
                            .toLowerCase(Locale.ROOT)
                            .replace("!", "!!")
                            .replace("%", "!%")
                            .replace("_", "!_")
                    + "%";
            sql.add(
                    " AND (LOWER(d.bpmn_process_id) LIKE ? ESCAPE '!' OR LOWER(d.name) LIKE ? ESCAPE '!'"
                            + " OR CAST(d.definition_key AS VARCHAR(20)) LIKE ? ESCAPE '!')",
                    pattern,
                    pattern,
                    pattern);
        }
        if (tenantIds != null) {
            sql.add(" AND ").anyName("d.tenant_id", tenantIds);
        }
        sql.add(
                " ORDER BY COALESCE(d.name, d.bpmn_process_id), d.bpmn_process_id, d.definition_key LIMIT ?",
                MOST_LATEST);
        return list(handle, sql);
    }

    static ProcessDefinition deploy(Handle handle, ProcessDeployment given) {
        BpmnModel model = new BpmnReader().read(given.bpmnXml());
        String digest = Sha256.hex(given.bpmnXml());
        Optional<ProcessDefinition> same = same(handle, given.tenantId(), model.processId(), digest);
        if (same.isPresent()) {
            return same.get();
        }
        if (given.key() != null && find(handle, given.key()).isPresent()) {
            throw new IllegalArgumentException(
                    "cannot deploy with the key " + given.key() + ": another process definition has it");
        }
        FormLink startForm = model.startForm();
        ProcessDefinition deployed = new ProcessDefinition(
                given.key() == null ? mintKey(handle) : given.key(),
                model.processId(),
                model.name(),
                newestVersion(handle, given.tenantId(), model.processId()) + 1,
                given.tenantId(),
                startForm == null ? null : startForm.formId(),
                model.publicStart());
        insert(handle, deployed, given.bpmnXml(), digest);
        insertForms(handle, deployed.key(), model);
        return deployed;
    }

    static void insertForms(Handle handle, long definitionKey, BpmnModel model) {
        Rows forms = new Rows("embedded_form", "definition_key", "form_id", "schema_json");
        model.forms().forEach((id, schema) -> forms.add(definitionKey, id, schema));
        forms.insert(handle);
    }

    static void insert(Handle handle, ProcessDefinition deployed, @Nullable String xml, @Nullable String digest) {
        new Sql("""
                        INSERT INTO process_definition (definition_key, bpmn_process_id, name, version, tenant_id,
                            start_form_id, public_start, digest, bpmn_xml) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .add(
                        "",
                        deployed.key(),
                        deployed.bpmnProcessId(),
                        deployed.name(),
                        deployed.version(),
                        deployed.tenantId(),
                        deployed.startFormId(),
                        deployed.publiclyStartable(),
                        digest,
                        xml)
                .update(handle);
    }

    private static Optional<ProcessDefinition> same(Handle handle, String tenantId, String processId, String digest) {
        Sql sql = new Sql(SELECT)
                .add(" WHERE d.tenant_id = ? AND d.bpmn_process_id = ? AND d.digest = ?", tenantId, processId, digest);
        return list(handle, sql).stream().findFirst();
    }

    private static int newestVersion(Handle handle, String tenantId, String processId) {
        return new Sql("SELECT COALESCE(MAX(d.version), 0) FROM process_definition d")
                .add(" WHERE d.tenant_id = ? AND d.bpmn_process_id = ?", tenantId, processId)
                .query(handle)
                .mapTo(Integer.class)
                .one();
    }

    private static ProcessDefinition read(ResultSet row) throws SQLException {
        return new ProcessDefinition(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7));
    }
}
