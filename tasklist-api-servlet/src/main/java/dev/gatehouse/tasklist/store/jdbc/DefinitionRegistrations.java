package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessRegistration;
import dev.gatehouse.tasklist.store.jdbc.bpmn.BpmnModel;
import dev.gatehouse.tasklist.store.jdbc.bpmn.BpmnReader;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Stores process definitions as an engine knows them. They have no digest: an engine may have the same model under
 * several keys.
 */
final class DefinitionRegistrations {

    private DefinitionRegistrations() {}

    static ProcessDefinition register(Handle handle, ProcessRegistration given) {
        BpmnModel model = given.bpmnXml() == null ? null : new BpmnReader().read(given.bpmnXml());
        if (model != null && !model.processId().equals(given.bpmnProcessId())) {
            throw new IllegalArgumentException("the model of the key " + given.key() + " has the process "
                    + model.processId() + ": expected " + given.bpmnProcessId());
        }
        Optional<ProcessDefinition> stored = DefinitionRows.find(handle, given.key());
        if (stored.isEmpty()) {
            return insert(handle, given, model);
        }
        ProcessDefinition same = stored.get();
        if (!same.bpmnProcessId().equals(given.bpmnProcessId())
                || same.version() != given.version()
                || !same.tenantId().equals(given.tenantId())) {
            throw new IllegalArgumentException("cannot register the key " + given.key() + " for version "
                    + given.version() + " of " + given.bpmnProcessId() + ": it belongs to version " + same.version()
                    + " of " + same.bpmnProcessId() + " in the tenant " + same.tenantId());
        }
        return model == null ? same : addModel(handle, given, model);
    }

    private static ProcessDefinition insert(Handle handle, ProcessRegistration given, @Nullable BpmnModel model) {
        List<ProcessDefinition> version = DefinitionRows.list(
                handle,
                new Sql(DefinitionRows.SELECT)
                        .add(
                                " WHERE d.tenant_id = ? AND d.bpmn_process_id = ?",
                                given.tenantId(),
                                given.bpmnProcessId())
                        .add(" AND d.version = ?", given.version()));
        if (!version.isEmpty()) {
            throw new IllegalArgumentException("cannot register version " + given.version() + " of "
                    + given.bpmnProcessId() + " with the key " + given.key() + ": it has the key "
                    + version.get(0).key());
        }
        String name = given.name() == null && model != null ? model.name() : given.name();
        ProcessDefinition registered = new ProcessDefinition(
                given.key(),
                given.bpmnProcessId(),
                name,
                given.version(),
                given.tenantId(),
                startForm(model),
                model != null && model.publicStart());
        DefinitionRows.insert(handle, registered, given.bpmnXml(), null);
        if (model != null) {
            DefinitionRows.insertForms(handle, registered.key(), model);
        }
        return registered;
    }

    private static ProcessDefinition addModel(Handle handle, ProcessRegistration given, BpmnModel model) {
        int changed = new Sql("UPDATE process_definition SET bpmn_xml = ?, start_form_id = ?, public_start = ?,"
                        + " name = COALESCE(name, ?) WHERE definition_key = ? AND bpmn_xml IS NULL")
                .add("", given.bpmnXml(), startForm(model), model.publicStart(), model.name(), given.key())
                .update(handle);
        if (changed == 1) {
            DefinitionRows.insertForms(handle, given.key(), model);
        }
        return DefinitionRows.find(handle, given.key()).orElseThrow();
    }

    private static @Nullable String startForm(@Nullable BpmnModel model) {
        FormLink form = model == null ? null : model.startForm();
        return form == null ? null : form.formId();
    }
}
