package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Objects;

/**
 * A form to be deployed on its own, see {@link TaskStore#deploy(FormDeployment)}. Immutable.
 *
 * @param formId id that BPMN models link to
 * @param schema the form as JSON
 * @param tenantId tenant
 * @since 0.1
 */
@Incubating
public record FormDeployment(String formId, String schema, String tenantId) {

    /** Checks for nulls. */
    public FormDeployment {
        Objects.requireNonNull(formId, "formId");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(tenantId, "tenantId");
    }

    /** Returns a deployment for the default tenant. */
    public static FormDeployment of(String formId, String schema) {
        return new FormDeployment(formId, schema, Tenants.DEFAULT);
    }
}
