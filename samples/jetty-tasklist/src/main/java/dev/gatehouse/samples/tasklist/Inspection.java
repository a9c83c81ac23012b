package dev.gatehouse.samples.tasklist;

/** Something to say about a configuration or a log instead of starting the application. Nothing is opened for it. */
sealed interface Inspection {

    /**
     * Validates the settings and prints them.
     *
     * @param defaults whether to print the settings that have their defaults, too
     */
    record Check(boolean defaults) implements Inspection {}

    /**
     * Explains how a request would be decided.
     *
     * @param source the file with the head of the request; {@code -} for the standard input
     */
    record Request(String source) implements Inspection {}

    /**
     * Explains a recorded refusal.
     *
     * @param id the id in the body of the refusal
     * @param log the file with the audit log, which may be compressed with gzip; {@code -} for the standard input
     */
    record Refusal(String id, String log) implements Inspection {}
}
