package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search for tasks. All filters that are set must match. Immutable; built with {@link #builder()}.
 *
 * @param filter the filters of the request
 * @param access the tasks that the caller may see
 * @param sort sort keys; if empty, newest tasks first: by completion time for {@link TaskState#COMPLETED} and
 *     {@link TaskState#CANCELED}, else by creation time
 * @param cursor where the page starts or ends; null for the first page
 * @param pageSize 1 to {@value #MAX_PAGE_SIZE}
 * @since 0.1
 */
@Incubating
public record TaskQuery(
        Filter filter,
        Access access,
        List<Sort> sort,
        @Nullable Cursor cursor,
        int pageSize) {

    /** Page size if the request has none. */
    public static final int DEFAULT_PAGE_SIZE = 50;

    /** Largest page size. */
    public static final int MAX_PAGE_SIZE = 10_000;

    /** Checks the page size and copies the sort keys. */
    public TaskQuery {
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException(
                    "invalid page size " + pageSize + ": expected an integer between 1 and " + MAX_PAGE_SIZE);
        }
        sort = List.copyOf(sort);
    }

    /** Returns a builder for a query without filters and with a page size of {@value #DEFAULT_PAGE_SIZE}. */
    public static TaskQueryBuilder builder() {
        return new TaskQueryBuilder();
    }

    /**
     * The filters of a request. A null component does not filter.
     *
     * @param state exact match; null matches all states except {@link TaskState#CANCELED}
     * @param implementation exact match
     * @param process the process that the task belongs to
     * @param assignment the user that the task is assigned to
     * @param candidates candidate users and groups
     * @param dates due date and follow-up date
     * @param priority bounds of the priority
     * @param variables variables that must all match
     */
    public record Filter(
            @Nullable TaskState state,
            @Nullable TaskImplementation implementation,
            ProcessFilter process,
            AssignmentFilter assignment,
            CandidateFilter candidates,
            DateFilter dates,
            PriorityFilter priority,
            List<VariableEquals> variables) {

        /** Copies the variables. */
        public Filter {
            variables = List.copyOf(variables);
        }
    }

    /**
     * Exact matches on the origin of a task. A string that is not a key matches no task.
     *
     * @param taskDefinitionId element id in the BPMN model
     * @param definitionKey key of the process definition
     * @param instanceKey key of the process instance
     */
    public record ProcessFilter(
            @Nullable String taskDefinitionId,
            @Nullable String definitionKey,
            @Nullable String instanceKey) {}

    /**
     * Matches on the assignee.
     *
     * @param assigned whether the task has an assignee
     * @param assignee exact match
     * @param anyOf the assignee is one of these; an empty list matches no task
     */
    public record AssignmentFilter(
            @Nullable Boolean assigned,
            @Nullable String assignee,
            @Nullable List<String> anyOf) {}

    /**
     * Matches on the candidates.
     *
     * @param user candidate user
     * @param group candidate group
     * @param anyUserOf at least one of these is a candidate user
     * @param anyGroupOf at least one of these is a candidate group
     */
    public record CandidateFilter(
            @Nullable String user,
            @Nullable String group,
            @Nullable List<String> anyUserOf,
            @Nullable List<String> anyGroupOf) {}

    /** Ranges of the dates. A task without the date does not match a range. */
    public record DateFilter(
            @Nullable DateRange due, @Nullable DateRange followUp) {}

    /** Inclusive bounds. A null bound is open. */
    public record DateRange(
            @Nullable Instant from, @Nullable Instant to) {}

    /**
     * Inclusive bounds of the priority. A null bound is open.
     *
     * @param lowest least priority
     * @param highest greatest priority
     */
    public record PriorityFilter(
            @Nullable Integer lowest, @Nullable Integer highest) {

        /** All priorities. */
        public static final PriorityFilter ANY = new PriorityFilter(null, null);
    }

    /** A variable with this name whose preview equals this JSON. */
    public record VariableEquals(String name, String value) {}

    /**
     * Restricts a search to the tasks that a caller may see.
     *
     * @param tenantIds tenants of the caller; null for all tenants, an empty set matches no task
     * @param person the caller, if access is restricted by assignment and candidates; null for no restriction
     */
    public record Access(
            @Nullable Set<String> tenantIds, @Nullable Person person) {}

    /**
     * A person. A person may see the tasks assigned to them, the tasks that name them or one of their groups as
     * candidate, and the tasks without candidates.
     */
    public record Person(String userId, Set<String> groups) {
        /** Copies the groups. */
        public Person {
            groups = Set.copyOf(groups);
        }
    }

    /** Field to sort by. */
    public enum SortField {
        /** {@link Task#completionTime()}. */
        COMPLETION_TIME,
        /** {@link Task#creationTime()}. */
        CREATION_TIME,
        /** {@link Task#followUpDate()}. */
        FOLLOW_UP_DATE,
        /** {@link Task#dueDate()}. */
        DUE_DATE,
        /** {@link Task#priority()}. */
        PRIORITY
    }

    /** One sort key. Missing dates come last in both directions. */
    public record Sort(SortField field, boolean ascending) {}

    /** Position of the page relative to the task of the cursor. */
    public enum Side {
        /** Strictly after the task. */
        AFTER,
        /** The task and what follows it. */
        AFTER_OR_EQUAL,
        /** Strictly before the task. */
        BEFORE,
        /** What precedes the task, and the task. */
        BEFORE_OR_EQUAL
    }

    /** Position in the ordered list: the sort values of a task found earlier, see {@link TaskHit#sortValues()}. */
    public record Cursor(Side side, List<String> values) {
        /** Copies the values. */
        public Cursor {
            values = List.copyOf(values);
        }
    }
}
