package dev.gatehouse.tasklist.service;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides for which processes a requester has a permission, if resource permissions are on. The permissions of a caller
 * say it in the form {@code process-definition:READ:invoice}, with {@code *} for all processes; a caller without such a
 * permission has it for no process.
 */
final class ProcessPermissions {

    static final String READ = "process-definition:READ:";
    static final String START = "process-definition:START_PROCESS_INSTANCE:";

    private static final String ALL = "*";

    private final boolean on;

    ProcessPermissions(boolean on) {
        this.on = on;
    }

    /** Returns the BPMN process ids; null for all processes. */
    @Nullable
    Set<String> processes(Requester who, String permission) {
        if (!on || who.permissions().contains(permission + ALL)) {
            return null;
        }
        Set<String> processes = new HashSet<>();
        for (String each : who.permissions()) {
            if (each.startsWith(permission)) {
                processes.add(each.substring(permission.length()));
            }
        }
        return processes;
    }

    boolean allows(Requester who, String permission, String bpmnProcessId) {
        return !on
                || who.permissions().contains(permission + bpmnProcessId)
                || who.permissions().contains(permission + ALL);
    }
}
