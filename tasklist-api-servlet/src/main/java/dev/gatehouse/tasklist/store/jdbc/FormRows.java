package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.support.Sha256;
import dev.gatehouse.tasklist.store.Form;
import dev.gatehouse.tasklist.store.FormDeployment;
import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and deploys forms. */
final class FormRows {

    private static final String DEPLOYED =
            "SELECT f.form_id, f.schema_json, f.version, f.tenant_id" + " FROM deployed_form f WHERE f.form_id = ?";

    private FormRows() {}

    static Optional<Form> find(
            Handle handle, String formId, String processKey, @Nullable Long version, @Nullable Set<String> tenantIds) {
        if (version == null) {
            Optional<Form> embedded = embedded(handle, formId, Keys.parse(processKey));
            if (embedded.isPresent()) {
                return embedded;
            }
        }
        Sql sql = new Sql(DEPLOYED).add("", formId);
        if (version != null) {
            sql.add(" AND f.version = ?", version);
        }
        if (tenantIds != null) {
            sql.add(" AND ").anyName("f.tenant_id", tenantIds);
        }
        return first(handle, sql.add(" ORDER BY f.version DESC, f.tenant_id LIMIT 1"));
    }

    static Form deploy(Handle handle, FormDeployment given) {
        String digest = Sha256.hex(given.schema());
        Optional<Form> same = first(
                handle,
                new Sql(DEPLOYED)
                        .add("", given.formId())
                        .add(" AND f.tenant_id = ? AND f.digest = ?", given.tenantId(), digest));
        if (same.isPresent()) {
            return same.get();
        }
        long version = new Sql("SELECT COALESCE(MAX(f.version), 0) + 1 FROM deployed_form f")
                .add(" WHERE f.tenant_id = ? AND f.form_id = ?", given.tenantId(), given.formId())
                .query(handle)
                .mapTo(Long.class)
                .one();
        new Sql("INSERT INTO deployed_form (tenant_id, form_id, version, digest, schema_json)"
                        + " VALUES (?, ?, ?, ?, ?)")
                .add("", given.tenantId(), given.formId(), version, digest, given.schema())
                .update(handle);
        return new Form(given.formId(), null, given.schema(), version, given.tenantId());
    }

    private static Optional<Form> embedded(Handle handle, String formId, long processKey) {
        List<Form> found = new Sql("SELECT f.schema_json, d.tenant_id FROM embedded_form f"
                        + " JOIN process_definition d ON d.definition_key = f.definition_key")
                .add(" WHERE f.definition_key = ? AND f.form_id = ?", processKey, formId)
                .query(handle)
                .map((row, context) -> new Form(formId, processKey, row.getString(1), null, row.getString(2)))
                .list();
        return found.stream().findFirst();
    }

    private static Optional<Form> first(Handle handle, Sql sql) {
        return sql.query(handle).map((row, context) -> deployed(row)).list().stream()
                .findFirst();
    }

    private static Form deployed(ResultSet row) throws SQLException {
        return new Form(row.getString(1), null, row.getString(2), row.getLong(3), row.getString(4));
    }
}
