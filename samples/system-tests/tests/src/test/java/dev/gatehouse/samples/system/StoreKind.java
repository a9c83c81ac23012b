package dev.gatehouse.samples.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The stores that several nodes can share. */
enum StoreKind {
    /** Takes its time between kills: what a node holds in the database is to be released and taken again. */
    POSTGRESQL(Duration.ofSeconds(2)),
    /** The same in less time: Redis holds nothing for a node. */
    REDIS(Duration.ofMillis(500));

    private final Duration pace;

    StoreKind(Duration pace) {
        this.pace = pace;
    }

    /** Returns how long people work on before the next thing breaks. */
    Duration pace() {
        return pace;
    }

    /** Starts one; where that can't be done the test is skipped, or fails where CI says that it can. */
    Store start(Path folder) {
        Store started = null;
        try {
            started = this == REDIS ? new RedisStore(folder) : new PostgresStore(folder);
        } catch (IOException | RuntimeException problem) {
            Prerequisite.require(false, this + " could not be started: " + problem);
        }
        return started;
    }
}
