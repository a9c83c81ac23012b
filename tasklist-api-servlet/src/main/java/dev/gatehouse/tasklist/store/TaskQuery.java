package dev.gatehouse.tasklist.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to search for; every filter that is set must match. Immutable; built with {@link #builder()}.
 *
 * @param state exact; null finds all but {@link TaskState#CANCELED}
 * @param assigned whether there is an assignee
 * @param assignee exact
 * @param assignees any of; an empty list matches nothing
 * @param taskDefinitionId exact
 * @param candidateUser among the candidates
 * @param candidateGroup among the candidates
 * @param candidateUsers at least one in common
 * @param candidateGroups at least one in common
 * @param processDefinitionKey exact
 * @param processInstanceKey exact
 * @param dueDate both bounds inclusive; tasks without the date do not match
 * @param followUpDate the same
 * @param variables all of them
 * @param implementation exact
 * @param tenantIds any of; an empty set matches nothing
 * @param visibleTo only what this person may see by assignment and candidates
 * @param sort null or empty for the default: newest first, by completion time for COMPLETED and CANCELED, else by creation time
 * @param cursor where the page starts or ends
 * @param pageSize 1 to {@value #MAX_PAGE_SIZE}
 */
public record TaskQuery(
        @Nullable TaskState state,
        @Nullable Boolean assigned,
        @Nullable String assignee,
        @Nullable List<String> assignees,
        @Nullable String taskDefinitionId,
        @Nullable String candidateUser,
        @Nullable String candidateGroup,
        @Nullable List<String> candidateUsers,
        @Nullable List<String> candidateGroups,
        @Nullable String processDefinitionKey,
        @Nullable String processInstanceKey,
        @Nullable DateRange dueDate,
        @Nullable DateRange followUpDate,
        List<VariableEquals> variables,
        @Nullable TaskImplementation implementation,
        @Nullable Set<String> tenantIds,
        @Nullable Person visibleTo,
        List<Sort> sort,
        @Nullable Cursor cursor,
        int pageSize) {

    /** Page size when none is asked for. */
    public static final int DEFAULT_PAGE_SIZE = 50;

    /** Largest page. */
    public static final int MAX_PAGE_SIZE = 10_000;

    /** Checks the page size. */
    public TaskQuery {
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("page size out of range: " + pageSize);
        }
    }

    /** Starts a query without filters, {@value #DEFAULT_PAGE_SIZE} to the page. */
    public static TaskQueryBuilder builder() {
        return new TaskQueryBuilder();
    }

    /** Inclusive bounds; null is open. */
    public record DateRange(
            @Nullable Instant from, @Nullable Instant to) {}

    /** A variable with this name whose preview is this JSON text. */
    public record VariableEquals(String name, String value) {}

    /** Somebody who sees a task when it is his, when he or a group of his is a candidate, or when it has no candidates. */
    public record Person(String userId, Set<String> groups) {
        /** Copies the groups. */
        public Person {
            groups = Set.copyOf(groups);
        }
    }

    /** Date to sort by. */
    public enum SortField {
        /** {@link Task#completionTime()}. */
        COMPLETION_TIME,
        /** {@link Task#creationTime()}. */
        CREATION_TIME,
        /** {@link Task#followUpDate()}. */
        FOLLOW_UP_DATE,
        /** {@link Task#dueDate()}. */
        DUE_DATE
    }

    /** One sort key; missing dates come last in both directions. */
    public record Sort(SortField field, boolean ascending) {}

    /** Which side of the cursor the page is on. */
    public enum Side {
        /** Strictly after. */
        AFTER,
        /** The cursor's task, then what is after it. */
        AFTER_OR_EQUAL,
        /** Strictly before. */
        BEFORE,
        /** What is before the cursor's task, then itself. */
        BEFORE_OR_EQUAL
    }

    /** Position in the ordered list: the sort values of a task that was found before, see {@link TaskHit#sortValues()}. */
    public record Cursor(Side side, List<String> values) {
        /** Copies the values. */
        public Cursor {
            values = List.copyOf(values);
        }
    }
}
