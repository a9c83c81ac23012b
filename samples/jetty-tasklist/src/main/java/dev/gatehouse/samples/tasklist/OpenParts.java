package dev.gatehouse.samples.tasklist;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, and is to be closed in the opposite order. Not thread-safe. */
final class OpenParts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    void push(AutoCloseable part) {
        parts.push(part);
    }

    /** Closes everything. What cannot be closed is logged, and the others are closed all the same. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failure) {
                LOG.warn("shutdown failed: {}", failure.toString());
            }
        }
    }
}
