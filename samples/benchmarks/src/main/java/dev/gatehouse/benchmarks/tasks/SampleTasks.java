package dev.gatehouse.benchmarks.tasks;

import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tasks that are measured: five variables each, six in ten active, half of those assigned. Numbers that differ from
 * task to task come from a hash of its index, so that every run has the same tasks.
 */
final class SampleTasks {

    static final int PROCESSES = 20;
    static final int ELEMENTS = 5;
    static final int USERS = 5_000;
    static final int GROUPS = 40;
    static final int REGIONS = 10;
    static final long FIRST_PROCESS = 1_000;

    private static final long FIRST_TASK = 10_000_000;
    private static final long FIRST_INSTANCE = 1_000_000_000;
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    /** Of the variable that selects one task in 10,000. */
    static final int CUSTOMERS = 10_000;

    private SampleTasks() {}

    /** Returns the model of a process. */
    static String model(int process) {
        StringBuilder elements = new StringBuilder();
        for (int i = 0; i < ELEMENTS; i++) {
            elements.append("<userTask id=\"").append(element(process, i)).append("\" name=\"Step\"/>");
        }
        return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"t\">"
                + "<process id=\"process-" + process + "\" name=\"Process " + process + "\" isExecutable=\"true\">"
                + elements
                + "</process></definitions>";
    }

    static String element(int process, int step) {
        return "step-" + process + "-" + step;
    }

    static String user(int number) {
        return "user-" + number;
    }

    static String group(int number) {
        return "group-" + number;
    }

    /** Returns a number from 0 to the bound that depends on the task and the purpose. */
    static int pick(long index, int purpose, int bound) {
        long mixed = (index * 31 + purpose + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), bound);
    }

    static String id(long index) {
        return Long.toString(FIRST_TASK + index);
    }

    static boolean isActive(long index) {
        return pick(index, 1, 100) < 60;
    }

    static NewTask task(long index) {
        int process = pick(index, 0, PROCESSES);
        TaskState ended = pick(index, 1, 100) < 95 ? TaskState.COMPLETED : TaskState.CANCELED;
        TaskState state = isActive(index) ? TaskState.CREATED : ended;
        Instant created = BEGIN.plusMillis(index * 30_000 + pick(index, 2, 30_000));
        NewTask task = NewTask.of(FIRST_PROCESS + process, element(process, pick(index, 3, ELEMENTS)))
                .key(FIRST_TASK + index)
                .processInstanceKey(FIRST_INSTANCE + index)
                .state(state)
                .creationTime(created)
                .priority(pick(index, 4, 4) == 0 ? pick(index, 5, 101) : 50)
                .processVariables(variables(index));
        if (state != TaskState.CREATED) {
            task.completionTime(created.plus(Duration.ofMinutes(pick(index, 6, 10_000))));
        }
        if (state == TaskState.COMPLETED || pick(index, 7, 2) == 0) {
            task.assignee(user(pick(index, 8, USERS)));
        }
        if (pick(index, 9, 10) < 6) {
            task.dueDate(created.plus(Duration.ofHours(1 + pick(index, 10, 2_000))));
        }
        if (pick(index, 11, 10) < 3) {
            task.followUpDate(created.plus(Duration.ofHours(1 + pick(index, 12, 1_000))));
        }
        switch (pick(index, 13, 4)) {
            case 0 -> task.candidateGroups(group(pick(index, 14, GROUPS)));
            case 1 -> task.candidateGroups(group(pick(index, 14, 20)), group(20 + pick(index, 15, 20)));
            case 2 -> task.candidateGroups(group(pick(index, 14, GROUPS))).candidateUsers(user(pick(index, 16, USERS)));
            default -> {}
        }
        return task;
    }

    private static Map<String, String> variables(long index) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("order", "\"order-" + index + "\"");
        variables.put("customer", "\"customer-" + pick(index, 20, CUSTOMERS) + "\"");
        variables.put("region", "\"region-" + pick(index, 21, REGIONS) + "\"");
        variables.put("amount", Integer.toString(pick(index, 22, 100_000)));
        variables.put("urgent", Boolean.toString(pick(index, 23, 10) == 0));
        return variables;
    }
}
