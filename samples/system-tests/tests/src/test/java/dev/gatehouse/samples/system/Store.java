package dev.gatehouse.samples.system;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** A server with the sessions of several nodes, in a process of its own. Closing it stops it. Used by one thread. */
interface Store extends Closeable {

    /** Returns what a node has to be told. */
    Map<String, String> settings();

    /** Stops it while nodes use it. */
    void stop() throws IOException;

    /** Starts it again in the same place, with what it kept. */
    void start() throws IOException;
}
