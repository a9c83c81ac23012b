package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * Reference from a task to its form. Immutable.
 *
 * @param formKey form key in the BPMN model; {@code camunda-forms:bpmn:<id>} for an embedded form; null for a deployed
 *     form
 * @param formId id of the form, or null for a custom form
 * @param version version of a deployed form; null for an embedded form or for the newest version
 * @param embedded whether the form is embedded in the BPMN model; null for a custom form
 * @since 0.1
 */
@Incubating
public record FormLink(
        @Nullable String formKey,
        @Nullable String formId,
        @Nullable Long version,
        @Nullable Boolean embedded) {

    /** Prefix of the form key of a form inside the BPMN model. */
    public static final String EMBEDDED_PREFIX = "camunda-forms:bpmn:";

    /** Returns a link to a form in the BPMN model. */
    public static FormLink embedded(String formId) {
        return new FormLink(EMBEDDED_PREFIX + formId, formId, null, true);
    }

    /** Returns a link to a deployed form; a null version is the newest one. */
    public static FormLink deployed(String formId, @Nullable Long version) {
        return new FormLink(null, formId, version, false);
    }

    /** Returns a link to a form that only the client knows. */
    public static FormLink custom(String formKey) {
        return new FormLink(formKey, null, null, null);
    }
}
