package dev.gatehouse.samples.system;

import dev.gatehouse.cookie.testkit.SentinelGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A Redis with two replicas and three sentinels, all real processes. Stopping it kills the first master. */
final class SentinelStore implements Store {

    private final SentinelGroup group;

    SentinelStore(Path folder) throws IOException {
        group = new SentinelGroup(folder);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.sessions.redis.sentinels", group.addresses());
    }

    /** Returns what the sentinels have written. */
    String output() {
        return group.output();
    }

    /** Kills the first master. Sessions that are opened meanwhile may be lost. */
    @Override
    public void stop() {
        group.killMaster();
    }

    /** Starts the former master again; the sentinels make it a replica. */
    @Override
    public void start() throws IOException {
        group.master().start();
    }

    @Override
    public void close() {
        group.close();
    }
}
