package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.util.List;

/**
 * A task on a page of search results. Immutable.
 *
 * @param task the task
 * @param sortValues position in the ordered list, for a {@link TaskQuery.Cursor}: epoch milliseconds or the priority
 *     for each sort key, then the task's id
 * @param first whether this is known to be the first task of the whole list
 * @since 0.1
 */
@Incubating
public record TaskHit(Task task, List<String> sortValues, boolean first) {}
