package dev.gatehouse.tasklist.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which process versions to list; every filter that is set must match. Immutable.
 *
 * @param key exact
 * @param name exact
 * @param version exact
 * @param bpmnProcessId exact
 * @param tenantIds any of; null for all
 * @param sort sort keys; the key of the definition is always the last one, rising
 * @param after sort values of the last item of the page before: one per sort key, then the key; null for the first page
 * @param size 1 to {@value #MAX_SIZE}
 */
public record DefinitionQuery(
        @Nullable Long key,
        @Nullable String name,
        @Nullable Integer version,
        @Nullable String bpmnProcessId,
        @Nullable Set<String> tenantIds,
        List<Sort> sort,
        @Nullable List<@Nullable Object> after,
        int size) {

    /** Largest page. */
    public static final int MAX_SIZE = 1000;

    /** Checks the size. */
    public DefinitionQuery {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("size out of range: " + size);
        }
    }

    /** What to sort by. A missing name comes last in both directions. */
    public enum SortField {
        /** {@link ProcessDefinition#key()}. */
        KEY,
        /** {@link ProcessDefinition#name()}. */
        NAME,
        /** {@link ProcessDefinition#version()}. */
        VERSION,
        /** {@link ProcessDefinition#bpmnProcessId()}. */
        BPMN_PROCESS_ID,
        /** {@link ProcessDefinition#tenantId()}. */
        TENANT_ID
    }

    /** One sort key. */
    public record Sort(SortField field, boolean ascending) {}

    /**
     * A page of process versions.
     *
     * @param items the versions
     * @param sortValues sort values of the last item, empty when there is none
     * @param total how many versions match in all
     */
    public record Page(List<ProcessDefinition> items, List<@Nullable Object> sortValues, long total) {}
}
