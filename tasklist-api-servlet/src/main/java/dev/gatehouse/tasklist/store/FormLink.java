package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * Which form belongs to a task. Immutable.
 *
 * @param formKey as the BPMN model names it; {@code camunda-forms:bpmn:<id>} for a form inside the model; null for a deployed form
 * @param formId id of the form, or null when the key points outside (a custom form)
 * @param version version of a deployed form; null for an embedded one or for "the newest"
 * @param embedded whether the form is part of the BPMN model; null when the key points outside
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

    /** A form inside the BPMN model. */
    public static FormLink embedded(String formId) {
        return new FormLink(EMBEDDED_PREFIX + formId, formId, null, true);
    }

    /** A form deployed on its own, in one version or, with null, in the newest one. */
    public static FormLink deployed(String formId, @Nullable Long version) {
        return new FormLink(null, formId, version, false);
    }

    /** A form key that only the client understands. */
    public static FormLink custom(String formKey) {
        return new FormLink(formKey, null, null, null);
    }
}
