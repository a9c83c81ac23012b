package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.FormLink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the task list reads of a BPMN model: its one executable process, the user tasks of it and the forms inside it.
 *
 * @param processId id of the process
 * @param name name of the process, or null
 * @param startForm form of its start event, or null
 * @param publicStart whether anonymous visitors are offered the start form
 * @param userTasks by element id
 * @param forms embedded forms, id to JSON text
 */
record BpmnModel(
        String processId,
        @Nullable String name,
        @Nullable FormLink startForm,
        boolean publicStart,
        Map<String, UserTask> userTasks,
        Map<String, String> forms) {

    /** A user task element; assignments by expression are left to an engine. */
    record UserTask(
            String name,
            @Nullable FormLink form,
            @Nullable String assignee,
            List<String> candidateUsers,
            List<String> candidateGroups) {}

    /** The element with this id; one that the model does not name is known by its id alone. */
    UserTask userTask(String elementId) {
        UserTask found = userTasks.get(elementId);
        return found == null ? new UserTask(elementId, null, null, List.of(), List.of()) : found;
    }
}
