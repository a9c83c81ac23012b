package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search for process definitions. Immutable.
 *
 * @param filter filters that must all match
 * @param sort sort keys; the key of the definition, ascending, is always added as the last one
 * @param after sort values of the last item of the previous page: one per sort key, then the definition key; null for
 *     the first page
 * @param size page size, 1 to {@value #MAX_SIZE}
 * @since 0.1
 */
@Incubating
public record DefinitionQuery(
        Filter filter, List<Sort> sort, @Nullable List<@Nullable Object> after, int size) {

    /** Largest page size. */
    public static final int MAX_SIZE = 1000;

    /** Checks the page size. */
    public DefinitionQuery {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "invalid page size " + size + ": expected an integer between 1 and " + MAX_SIZE);
        }
    }

    /**
     * Filters. A null component does not filter.
     *
     * @param key exact match
     * @param name exact match
     * @param version exact match
     * @param bpmnProcessId exact match
     * @param tenantIds tenant is one of these; an empty set matches nothing
     * @param bpmnProcessIds process is one of these; an empty set matches nothing
     */
    public record Filter(
            @Nullable Long key,
            @Nullable String name,
            @Nullable Integer version,
            @Nullable String bpmnProcessId,
            @Nullable Set<String> tenantIds,
            @Nullable Set<String> bpmnProcessIds) {

        /** A filter for any process. */
        public Filter(
                @Nullable Long key,
                @Nullable String name,
                @Nullable Integer version,
                @Nullable String bpmnProcessId,
                @Nullable Set<String> tenantIds) {
            this(key, name, version, bpmnProcessId, tenantIds, null);
        }

        /** Returns a filter with other tenants. */
        public Filter withTenantIds(@Nullable Set<String> anyOf) {
            return new Filter(key, name, version, bpmnProcessId, anyOf, bpmnProcessIds);
        }

        /** Returns a filter with other processes. */
        public Filter withBpmnProcessIds(@Nullable Set<String> anyOf) {
            return new Filter(key, name, version, bpmnProcessId, tenantIds, anyOf);
        }
    }

    /** Field to sort by. A missing name comes last in both directions. */
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
