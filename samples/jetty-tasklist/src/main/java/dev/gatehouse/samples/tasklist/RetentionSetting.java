package dev.gatehouse.samples.tasklist;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Duration;

/** The setting for the deletion of old tasks. */
final class RetentionSetting {

    static final Setting<Duration> AGE = Setting.duration(
            "tasklist.store.retention",
            "How long completed and canceled tasks are kept after their end. Older ones are deleted every five minutes,"
                    + " with their drafts and variables. The variables of a process instance are deleted with its last"
                    + " task. Default: none, no task is deleted.",
            Duration.ofMinutes(1),
            Duration.ofDays(36_500));

    private RetentionSetting() {}

    /** Starts the deletion if the setting has a value. */
    static void apply(Settings settings, TaskStore store) {
        settings.find(AGE).ifPresent(age -> store.engine().retain(age));
    }
}
