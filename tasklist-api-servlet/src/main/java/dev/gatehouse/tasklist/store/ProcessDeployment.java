package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A BPMN model to be deployed, see {@link TaskStore#deploy(ProcessDeployment)}. Immutable.
 *
 * @param bpmnXml the model; it holds exactly one executable process
 * @param key chosen key of this version, positive, or null to generate one
 * @param tenantId tenant
 * @since 0.1
 */
@Incubating
public record ProcessDeployment(String bpmnXml, @Nullable Long key, String tenantId) {

    /** Checks the key. */
    public ProcessDeployment {
        Objects.requireNonNull(bpmnXml, "bpmnXml");
        Objects.requireNonNull(tenantId, "tenantId");
        if (key != null) {
            Keys.positive(key);
        }
    }

    /** Returns a deployment for the default tenant with a generated key. */
    public static ProcessDeployment of(String bpmnXml) {
        return new ProcessDeployment(bpmnXml, null, Tenants.DEFAULT);
    }

    /** Returns a deployment with this key. */
    public ProcessDeployment withKey(long chosen) {
        return new ProcessDeployment(bpmnXml, chosen, tenantId);
    }

    /** Returns a deployment for this tenant. */
    public ProcessDeployment withTenant(String tenant) {
        return new ProcessDeployment(bpmnXml, key, tenant);
    }
}
