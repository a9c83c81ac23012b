package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version of a process as an engine knows it, see {@link EngineStore#register}. Without a model, tasks have only what
 * is reported with them. Immutable.
 *
 * @param key key in the engine, positive
 * @param bpmnProcessId id in the BPMN model
 * @param name name, or null
 * @param version version in the engine, at least 1
 * @param tenantId tenant
 * @param bpmnXml the model, or null
 * @since 0.1
 */
@Incubating
public record ProcessRegistration(
        long key,
        String bpmnProcessId,
        @Nullable String name,
        int version,
        String tenantId,
        @Nullable String bpmnXml) {

    /** Checks key and version. */
    public ProcessRegistration {
        Keys.positive(key);
        Objects.requireNonNull(bpmnProcessId, "bpmnProcessId");
        Objects.requireNonNull(tenantId, "tenantId");
        if (version < 1) {
            throw new IllegalArgumentException("invalid version " + version + ": expected at least 1");
        }
    }

    /** Returns a registration in the default tenant without name and model. */
    public static ProcessRegistration of(long key, String bpmnProcessId, int version) {
        return new ProcessRegistration(key, bpmnProcessId, null, version, Tenants.DEFAULT, null);
    }

    /** Returns a registration with this name. */
    public ProcessRegistration withName(@Nullable String text) {
        return new ProcessRegistration(key, bpmnProcessId, text, version, tenantId, bpmnXml);
    }

    /** Returns a registration for this tenant. */
    public ProcessRegistration withTenant(String tenant) {
        return new ProcessRegistration(key, bpmnProcessId, name, version, tenant, bpmnXml);
    }

    /** Returns a registration with this model. */
    public ProcessRegistration withModel(@Nullable String xml) {
        return new ProcessRegistration(key, bpmnProcessId, name, version, tenantId, xml);
    }
}
