package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A BPMN model to be deployed, see {@link TaskStore#deploy(ProcessDeployment)}. Immutable.
 *
 * @param bpmnXml the model; it holds exactly one executable process
 * @param key chosen key of this version, positive, or null to mint one
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

    /** A model for the default tenant under a minted key. */
    public static ProcessDeployment of(String bpmnXml) {
        return new ProcessDeployment(bpmnXml, null, Tenants.DEFAULT);
    }

    /** The same under a chosen key. */
    public ProcessDeployment withKey(long chosen) {
        return new ProcessDeployment(bpmnXml, chosen, tenantId);
    }

    /** The same for another tenant. */
    public ProcessDeployment withTenant(String tenant) {
        return new ProcessDeployment(bpmnXml, key, tenant);
    }
}
