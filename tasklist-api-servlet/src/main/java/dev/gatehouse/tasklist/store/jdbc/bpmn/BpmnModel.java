package dev.gatehouse.tasklist.store.jdbc.bpmn;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.store.FormLink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The executable process of a BPMN model with its user tasks and embedded forms.
 *
 * @param processId id of the process
 * @param name name of the process, or null
 * @param startForm form of its start event, or null
 * @param publicStart whether anonymous callers may read the start form
 * @param userTasks by element id
 * @param forms embedded forms, id to JSON
 * @since 0.1
 */
@Internal
public record BpmnModel(
        String processId,
        @Nullable String name,
        @Nullable FormLink startForm,
        boolean publicStart,
        Map<String, UserTask> userTasks,
        Map<String, String> forms) {

    /** A user task element. Assignments by expression are absent. */
    public record UserTask(
            String name,
            @Nullable FormLink form,
            @Nullable String assignee,
            List<String> candidateUsers,
            List<String> candidateGroups) {}

    /** Returns the element with this id. An element without a name in the model is named by its id. */
    public static UserTask userTask(Map<String, UserTask> userTasks, String elementId) {
        UserTask found = userTasks.get(elementId);
        return found == null ? new UserTask(elementId, null, null, List.of(), List.of()) : found;
    }
}
